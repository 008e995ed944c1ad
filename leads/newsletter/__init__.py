"""The newsletter: signing up with a confirmation by mail, leaving with one click, issues.

- `links`: signed links, and the addresses of the site they stand on
- `subscribing`: from an address to a subscriber, and back out
- `forms`, `drawing`, `blocks`: the form, wherever it stands
- `views`, `endpoint`: HTML and `/api/v2/newsletter/`, over the same service
- `letters`: what is sent, written when it is sent
- `mailing`: an issue, to everybody once
"""
