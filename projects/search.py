"""Finding projects by words: every word stands in the title or the summary, wherever in it (교통 in 대중교통시설).

Korean is searched by syllables, not by words with blanks between them, and two syllables are too few for
trigrams. PostgreSQL therefore keeps an index of all pairs of neighbouring characters (migration 0004): it finds the
candidates, and each is then read as SQLite reads it, so that both databases find the same. Only A to Z match in
either case. A word of one syllable has no pair; it is looked for without the index.
"""

import re
import unicodedata
from functools import reduce
from operator import and_

from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.functions import Collate

LONGEST = 200
NUMBER = re.compile(r"[0-9]{4}-[0-9]{5,15}")
"""How a project's number is written (``projects.actions.number_of``)."""
NEVER = Q(pk__in=())
ASCII_LOWER = str.maketrans({chr(letter): chr(letter + 32) for letter in range(ord("A"), ord("Z") + 1)})


def words_of(text: str) -> list[str]:
    """The words of a query as the database knows them: composed syllables, at most LONGEST characters in all."""
    return unicodedata.normalize("NFC", text)[:LONGEST].split()


def pairs_of(word: str) -> list[str]:
    """Every pair of neighbouring characters, once: 교통망 has 교통 and 통망."""
    return sorted({word[start : start + 2] for start in range(len(word) - 1)})


def can_be_stored(text: str) -> bool:
    """Whether a text of the database can hold this at all; it holds no NUL and no half of a character."""
    return "\x00" not in text and text.encode(errors="ignore").decode() == text


def condition(text: str, *, vendor: str) -> Q:
    """What a project fulfils whose title and summary hold all the words, or whose number is the whole text.

    No word at all is fulfilled by every project.
    """
    words = words_of(text)
    if not can_be_stored(text):
        return NEVER
    if not words:
        return Q()
    holds = (_holds_on_postgresql if vendor == "postgresql" else _holds)(words)
    # An alternative for every query would have PostgreSQL make the pairs anew of every row that it has found.
    return holds | Q(number=words[0]) if len(words) == 1 and NUMBER.fullmatch(words[0]) else holds


def _holds(words: list[str]) -> Q:
    return reduce(and_, (Q(title__icontains=word) | Q(summary__icontains=word) for word in words))


def _holds_on_postgresql(words: list[str]) -> Q:
    """The index finds the candidates; each is then read, for the pairs may stand apart from one another."""
    words = [word.translate(ASCII_LOWER) for word in words]
    pairs = sorted({pair for word in words for pair in pairs_of(word)})
    read = reduce(and_, (Q(_reads("title", word)) | Q(_reads("summary", word)) for word in words))
    return Q(_has_pairs(pairs)) & read if pairs else read


def _has_pairs(pairs: list[str]) -> Func:
    """The very expression of the index ``project_by_pairs``: PostgreSQL uses it for no other."""
    text = Func(
        "title", "summary", function="portal_bigrams", arg_joiner=" || ' ' || ", output_field=TextField()
    )
    return Func(
        text, Value(pairs), template="%(expressions)s", arg_joiner=" @> ", output_field=BooleanField()
    )


def _reads(field: str, word: str) -> Func:
    """Whether the field holds the word; the collation makes case a matter of A to Z, as it is on SQLite."""
    lowered = Func(Collate(F(field), "C"), function="lower", output_field=TextField())
    return Func(
        lowered,
        Value(word, TextField()),
        function="strpos",
        template="%(function)s(%(expressions)s) > 0",
        output_field=BooleanField(),
    )
