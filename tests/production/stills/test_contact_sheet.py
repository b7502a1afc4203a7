from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.stills.contact_sheet import GAP, OVERVIEW, Layout, Tile, compose, make_sheets
from production.workers.tasks import in_this_process

Ask = Callable[..., FilmRequest]


def test_tiles_fill_rows(tmp_path: Path) -> None:
    path = tmp_path / "tile.png"
    Image.new("RGB", (1920, 1080), "#ff0000").save(path)
    layout = Layout(columns=3, tile_width=160)
    one_row = compose([Tile("a", path)] * 3, layout)
    two_rows = compose([Tile("a", path)] * 4, layout)
    assert one_row.width == two_rows.width
    assert one_row.height < two_rows.height < 2 * one_row.height
    assert one_row.getpixel((one_row.width // 2, one_row.height // 2)) == (255, 0, 0)


def test_a_sheet_of_some_beats(ask: Ask, workshop: Workshop) -> None:
    one = ask("network.nodes", "forward.product", quality="high")
    with in_this_process():
        (path,) = make_sheets(one, workshop)
    assert path == workshop.folder(one) / "sheet-network.nodes+forward.product.png"
    with Image.open(path) as sheet:
        left, right = OVERVIEW.tile_width + GAP, 2 * (OVERVIEW.tile_width + GAP)
        assert sheet.width == right + GAP
        shown = np.asarray(sheet.convert("L"))[OVERVIEW.label_height + GAP : -GAP]
    tiles = shown[:, GAP:left], shown[:, left + GAP : right]
    assert all((tile > 120).mean() > 0.005 for tile in tiles), "each shows something bright"
    assert not np.array_equal(*tiles)
    assert [file.name for file in workshop.folder(one).iterdir()] == [path.name]
