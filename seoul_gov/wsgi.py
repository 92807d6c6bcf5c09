import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seoul_gov.settings")
django = get_wsgi_application()

CHARSET = re.compile(r"charset\s*=\s*\"?([^;\"]*)\"?", re.IGNORECASE)
UTF_8 = ("utf-8", "utf8")


def application(environ, start_response):
    """The portal. A request that says to be written in another encoding is taken to say nonsense.

    Django reads the address with that encoding before any of our code runs, and some are no encodings of text; what
    it does not know it ignores, and ``errors.PlainEncoding`` refuses.
    """
    said = CHARSET.search(environ.get("CONTENT_TYPE", ""))
    if said and said[1].strip().lower() not in UTF_8:
        environ["CONTENT_TYPE"] = CHARSET.sub("charset=unreadable", environ["CONTENT_TYPE"])
    return django(environ, start_response)
