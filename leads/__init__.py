"""Call-backs: who answers, the forms, the requests and what the intake team does with them."""
