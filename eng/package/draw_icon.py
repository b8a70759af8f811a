#!/usr/bin/env python3
"""Draws icon.png: a metric's line with one point that does not belong there. Standard library only: eng/package/draw_icon.py"""

import pathlib
import struct
import zlib

SIZE = 128
SAMPLES = 4  # along each side of a pixel, for smooth edges
BACK, LINE, POINT = (18, 52, 77), (214, 232, 242), (242, 95, 76)
PATH = [(14, 82), (30, 70), (44, 84), (58, 72), (72, 28), (86, 80), (100, 68), (114, 82)]
PEAK = PATH[4]


def distance_to_segment(x, y, start, end):
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = max(0.0, min(1.0, ((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy)))
    return ((x - start[0] - along * dx) ** 2 + (y - start[1] - along * dy) ** 2) ** 0.5


def inside_card(x, y, radius=22):
    dx = max(radius - x, x - (SIZE - radius), 0)
    dy = max(radius - y, y - (SIZE - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def colour_at(x, y):
    """Red, green, blue and opacity of one point of the drawing."""
    if not inside_card(x, y):
        return (0, 0, 0, 0)
    if (x - PEAK[0]) ** 2 + (y - PEAK[1]) ** 2 <= 11**2:
        return (*POINT, 255)
    if min(distance_to_segment(x, y, start, end) for start, end in zip(PATH, PATH[1:])) <= 3.5:
        return (*LINE, 255)
    return (*BACK, 255)


def pixel(column, row):
    offsets = [(index + 0.5) / SAMPLES for index in range(SAMPLES)]
    points = [colour_at(column + dx, row + dy) for dy in offsets for dx in offsets]
    opacity = sum(point[3] for point in points)
    if opacity == 0:
        return bytes(4)
    mixed = [round(sum(point[channel] * point[3] for point in points) / opacity) for channel in range(3)]
    return bytes([*mixed, round(opacity / len(points))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
pathlib.Path(__file__).with_name("icon.png").write_bytes(png)
