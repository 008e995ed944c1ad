"""The outbox: outside effects are rows, written with their cause and carried out by a worker.

- `channels`: what can be sent, registered by the plugins, and how an attempt may fail
- `queue`: owing a delivery, claiming one, ending an attempt
- `retries`: when to try again
- `worker`: the loop of `manage.py deliver`
- `mail`, `webhooks`: the two ways out, with their faults told apart
"""
