from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from production.order import Order
from production.sheet import Layout, Tile, compose, make_sheets

Orders = Callable[..., Order]


def test_tiles_fill_rows(tmp_path: Path) -> None:
    path = tmp_path / "tile.png"
    Image.new("RGB", (1920, 1080), "#ff0000").save(path)
    layout = Layout(columns=3, tile_width=160)
    one_row = compose([Tile("a", path)] * 3, layout)
    two_rows = compose([Tile("a", path)] * 4, layout)
    assert one_row.width == two_rows.width
    assert one_row.height < two_rows.height < 2 * one_row.height
    assert one_row.getpixel((one_row.width // 2, one_row.height // 2)) == (255, 0, 0)


def test_a_sheet_of_some_beats(order: Orders) -> None:
    one = order("forward.product", "recap.graph", quality="high", jobs=2)
    (path,) = make_sheets(one)
    assert path == one.folder / "sheet-forward.product+recap.graph.png"
    with Image.open(path) as sheet:
        assert sheet.width > 1600
    assert [file.name for file in one.folder.iterdir()] == [path.name]
