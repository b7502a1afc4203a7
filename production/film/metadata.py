"""What a file says of itself: title, description, date, whose voice it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from production.film.container import Section
from production.request.film import FilmRequest
from production.running.timeline import Timeline
from scenes.script.script import load_script


def metadata(request: FilmRequest, credit: str = "") -> dict[str, str]:
    """Title, description and date of a film, and a comment on its voice if it has one.

    Args:
        request: whose lesson and language it is.
        credit: whose voice is heard; empty when nobody has to be named.
    """
    language = request.settings.language
    script = load_script(language)
    tags = {
        "title": request.lesson.title.get(language) or script.about_film("title"),
        "description": script.about_film("description"),
        "date": _today(),
    }
    if credit:
        tags["comment"] = script.about_film("voice", credit=credit)
    return tags


def sections(timeline: Timeline) -> list[Section]:
    """A film's chapters; each ends where the next one begins."""
    return [Section(chapter.title, chapter.start, chapter.end) for chapter in timeline.chapters]


def _today() -> str:
    """The date, or the one that builds which are to be repeated are given."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date().isoformat()
