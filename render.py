"""The one command: makes the film of a lesson and everything beside it.

`render.py` alone makes the film; `render.py COMMAND --help` tells more. Exit codes: 0 done, 1 the
work failed, 2 the input is wrong or something is missing, 130 interrupted.
"""

import sys
from importlib.util import find_spec

# What a Python too old for the film, or without its packages, has to get as far as: therefore no
# `from __future__` in this file.
if not (3, 11) <= sys.version_info < (3, 14) or not (find_spec("click") and find_spec("manim")):
    sys.stderr.write(
        f"{sys.executable} is not the Python that was set up for the film: run `make setup`, "
        "then `.venv/bin/python render.py`.\n"
    )
    sys.exit(2)

import json
import signal
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from calculus.algebra.notation import CONVENTIONS
from calculus.lessons.file import LessonError
from production.errors import InputError, WorkError, about_folder
from production.media.formats import FORMATS, MP4
from production.media.quality import DEFAULT_QUALITY, QUALITIES
from production.request.film import FilmRequest
from production.request.workshop import Workshop, open_workshop, processors, require_possible
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
from scenes.script.script import ScriptError
from scenes.stage.settings import ASPECTS, THEMES, Settings, SettingsError

if TYPE_CHECKING:
    from production.voice.speech import Speech

NOT_BUILT = ("clips", "slides", "page", "handout", "youtube", "upload")


class FilmByDefault(click.Group):
    """Commands of which `film` is meant when none is named; errors are one sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `film` in front of options that stand alone."""
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h")):
            args = ["film", *args]
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run, and end with the exit code."""
        options["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # what the terminal's encoding lacks
        try:
            result = super().main(*args, **options)
        except click.exceptions.Abort:
            _leave(130, "Interrupted; nothing half-made was left behind.")
        except click.ClickException as error:
            _leave(2, error.format_message())
        except (LessonError, SettingsError, ScriptError, InputError) as error:
            _leave(2, str(error))
        except ModuleNotFoundError as error:
            _leave(2, f"The Python package {error.name} is missing; run `make setup`.")
        except WorkError as error:
            _leave(1, str(error))
        except OSError as error:
            told = about_folder(error) or WorkError(f"{error.strerror}: {error.filename}.")
            _leave(2 if isinstance(told, InputError) else 1, str(told))
        sys.exit(result if isinstance(result, int) else 0)


def _leave(code: int, sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)


def _echo_utf8(text: str) -> None:
    """Print what programs read, whatever the terminal's encoding is."""
    click.echo(text.encode(), nl=False)


def _echo_json(tables: Any) -> None:
    _echo_utf8(json.dumps(tables, ensure_ascii=False, indent=2) + "\n")


def _setting(name: str, field: str, values: tuple[str, ...]) -> Callable[[Any], Any]:
    """An option for one of `Settings`, which itself refuses what is not among the values."""
    metavar, usual = f"[{'|'.join(values)}]", getattr(Settings, field)
    return click.option(name, field, metavar=metavar, default=usual, show_default=True)


_COMMON = (
    click.option("--lesson", type=click.Path(path_type=Path), default=DEFAULT_LESSON,
                 help="A lesson's TOML file; the post's numbers if left out."),
    _setting("--lang", "language", tuple(LANGUAGES)),
    click.option("--quality", type=click.Choice(tuple(QUALITIES)), default=DEFAULT_QUALITY,
                 show_default=True),
    _setting("--theme", "theme", THEMES),
    _setting("--aspect", "aspect", ASPECTS),
    click.option("--voice", type=click.Choice(("auto", "none")), default="auto",
                 show_default=True, help="auto speaks if a voice is installed."),
    click.option("--index", type=click.Choice(CONVENTIONS),
                 help="How weights are written; as the lesson says if left out."),
    click.option("--only", multiple=True, metavar="CHAPTER[.BEAT]", help="Only this; repeatable."),
    click.option("--jobs", type=click.IntRange(min=1), default=processors,
                 help="Chapters worked on at a time; a processor each if left out."),
    click.option("--scheduler", metavar="ADDRESS",
                 help="Render on a Dask cluster, such as tcp://host:8786."),
    click.option("--out", type=click.Path(path_type=Path), default=Path("build"),
                 show_default=True, help="Where the files go."),
    click.option("--fresh", is_flag=True, help="Make everything anew."),
)  # fmt: skip


def film_command(run: Callable[..., Any]) -> click.Command:
    """A command about a film: it takes the common options, and is given request and workshop."""

    def with_request(
        lesson: Path,
        index: Any,
        language: str,
        theme: str,
        aspect: str,
        quality: str,
        only: tuple[str, ...],
        voice: str,
        out: Path,
        jobs: int,
        fresh: bool,
        scheduler: str | None,
        film_format: str = MP4.name,
        is_transparent: bool = False,
        renderer: str = "fast",
        **own_options: Any,
    ) -> Any:
        request = FilmRequest.of(
            lesson,
            index,
            language,
            theme,
            aspect,
            quality,
            only,
            voice,
            film_format,
            is_transparent,
            is_plain=renderer == "plain",
        )
        with open_workshop(out, jobs, fresh, scheduler) as workshop:
            require_possible(request, workshop)
            return run(request, workshop, **own_options)

    with_request.__doc__ = run.__doc__
    command = with_request
    for option in reversed(_COMMON):
        command = option(command)
    for option in getattr(run, "__click_params__", ()):
        with_request.__click_params__.append(option)  # type: ignore[attr-defined]
    return cli.command(name=run.__name__.replace("_", "-").strip("-"))(command)


def _spoken(request: FilmRequest, workshop: Workshop) -> "Speech":
    """What is read and said in the film; tells what is not spoken and why."""
    from production.progress import bar
    from production.request.selection import beats_of
    from production.voice.speech import speech_of

    expected = {chapter.name: len(beats_of(chapter.name)) for chapter in request.chapters()}
    with bar("Speaking", expected) as shown:
        speech = speech_of(request, workshop, shown.advance)
    for notice in speech.notices:
        click.echo(notice, err=True)
    return speech


def _beats_expected(request: FilmRequest) -> dict[str, int]:
    """How many beats of each chapter are wanted."""
    return {chapter.name: len(chapter.wanted_beats) for chapter in request.chapters()}


@click.group(cls=FilmByDefault, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Make the film of a lesson; `film` is meant when no command is named."""


@film_command
@click.option(
    "--format",
    "film_format",
    type=click.Choice(tuple(FORMATS)),
    default=MP4.name,
    show_default=True,
    help="gif: an excerpt of a minute at most.",
)
@click.option(
    "--transparent", "is_transparent", is_flag=True, help="Leave the ground out; for webm and mov."
)
@click.option("--renderer", type=click.Choice(("fast", "plain")), default="fast",
              show_default=True, help="plain is Manim's own, for comparison.")  # fmt: skip
def film(request: FilmRequest, workshop: Workshop) -> None:
    """Render the film, its captions and its timeline (or an excerpt, with --only)."""
    from production.film.film import make_film
    from production.film.manifest import finished, remember
    from production.progress import bar
    from production.request.writable import require_writable
    from production.takes.plans import plan_takes

    made = finished(request, workshop)
    if made is not None:
        click.echo("\n".join(made.notices), err=True, nl=bool(made.notices))
        click.echo("\n".join(map(str, made.files)))
        return
    require_writable(workshop.folder(request))
    speech = _spoken(request, workshop)
    plans = plan_takes(request, workshop, speech.times)
    expected = {plan.chapter.name: plan.frames for plan in plans if plan.is_missing}
    with bar("Rendering", expected) as shown:
        files = make_film(request, workshop, speech, plans, shown.advance, shown.finish)
    remember(request, workshop, files, speech.notices)
    click.echo("\n".join(map(str, files)))


@film_command
def sheet(request: FilmRequest, workshop: Workshop) -> None:
    """Put the last frame of every beat on a picture."""
    from production.progress import bar
    from production.request.writable import require_writable
    from production.stills.contact_sheet import make_sheets

    require_writable(workshop.folder(request))
    with bar("Drawing", _beats_expected(request)) as shown:
        files = make_sheets(request, workshop, shown.advance)
    click.echo("\n".join(map(str, files)))


@film_command
@click.option("--json", "is_json", is_flag=True, help="As in timeline.json.")
def list_(request: FilmRequest, workshop: Workshop, is_json: bool) -> None:
    """List chapters and beats with their times."""
    from production.running.timeline import as_json, as_text, timeline_of
    from production.running.times import times_of_chapters

    speech = _spoken(request, workshop)
    times = times_of_chapters(request.chapters(speech.times), workshop)
    timeline = timeline_of(request, speech.captions, times)
    if is_json:
        _echo_utf8(as_json(timeline))
    else:
        click.echo(as_text(timeline))


@film_command
@click.option("--format", "form", type=click.Choice(("latex", "markdown", "typst")),
              default="latex", show_default=True)  # fmt: skip
def formulas(request: FilmRequest, _: Workshop, form: str) -> None:
    """Print the derivations to paste elsewhere."""
    from production.documents.formulas import formulas as write

    _echo_utf8(write(request, form))


@film_command
@click.option("--json", "as_json", is_flag=True, help="Findings as a JSON list.")
@click.option("--sheet", "with_sheet", is_flag=True, help="Frame them in a picture, too.")
def check(request: FilmRequest, workshop: Workshop, as_json: bool, with_sheet: bool) -> None:
    """Verify a lesson and look at every beat without filming; exit code 1 when something is found.

    Told are untrue formulas, what reaches out of the safe area, overlaps, small type, weak
    contrast, empty stages, captions that cannot be read, and words of the wrong language.
    """
    from production.inspection.captions import unchecked
    from production.inspection.checks import check as look
    from production.inspection.checks import check_with_sheet
    from production.inspection.report import print_findings
    from production.progress import bar
    from production.request.writable import require_writable

    if with_sheet:
        require_writable(workshop.folder(request))
    notice = unchecked(request.settings.language)
    if notice:
        click.echo(notice, err=True)
    with bar("Checking", _beats_expected(request)) as shown:
        if with_sheet:
            findings, sheet = check_with_sheet(request, workshop, shown.advance)
        else:
            findings, sheet = look(request, workshop, shown.advance), None
    if as_json:
        _echo_json([finding.as_table() for finding in findings])
    else:
        print_findings(findings)
    if sheet is not None:
        click.echo(sheet, err=as_json)
    click.get_current_context().exit(1 if findings else 0)


@film_command
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option("--confirm", is_flag=True, help="Note that your recordings say today's texts.")
def voice(request: FilmRequest, workshop: Workshop, as_json: bool, confirm: bool) -> None:
    """List what is spoken: text, length, source, and recordings that no longer fit."""
    from production.voice.listing import as_text, confirm_recordings, spoken_beats

    if confirm:
        click.echo("\n".join(map(str, confirm_recordings(request))))
        return
    beats = spoken_beats(request, _spoken(request, workshop))
    if as_json:
        _echo_json([beat.as_table() for beat in beats])
    else:
        click.echo(as_text(beats))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--inputs", type=int, default=2, show_default=True, metavar="D")
@click.option("--outputs", type=int, default=3, show_default=True, metavar="M")
@click.option("--samples", type=int, default=1, show_default=True, metavar="N")
@click.option("--seed", type=int, help="The same seed gives the same numbers.")
def new_lesson(file: Path, inputs: int, outputs: int, samples: int, seed: int | None) -> None:
    """Write a commented lesson to start from, with random numbers."""
    from production.documents.new_lesson import write_new_lesson

    write_new_lesson(file, samples, inputs, outputs, seed)
    click.echo(file)


def _refuse(name: str) -> None:
    @cli.command(
        name, hidden=True, context_settings={"ignore_unknown_options": True}, add_help_option=False
    )
    @click.argument("words", nargs=-1, type=click.UNPROCESSED)
    def refuse(words: tuple[str, ...]) -> None:
        raise InputError(f"`{name}` is not built yet.")


for _name in NOT_BUILT:
    _refuse(_name)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    cli()
