"""Reads each PDF named on standard input with pymupdf4llm and prints one JSON line for it. For measuring only."""

import json
import resource
import sys
import time

import pymupdf.layout  # noqa: F401  (switches on the layout model that the package brings)
import pymupdf4llm

pymupdf.layout.activate()
for line in sys.stdin:
    path = line.strip()
    if not path:
        continue
    started, cpu = time.perf_counter(), time.process_time()
    markdown = pymupdf4llm.to_markdown(path, header=False, footer=False, show_progress=False)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    pages = []
    for page in json.loads(pymupdf4llm.to_json(path, show_progress=False))["pages"]:
        boxes = []
        for box in page["boxes"]:
            lines = [
                [[span["text"], span["bbox"][0], span["bbox"][2], span["size"]] for span in one["spans"]]
                for one in box["textlines"] or []
            ]
            table = box["table"]["extract"] if box["table"] else None
            boxes.append([box["boxclass"], box["x0"], box["y0"], box["x1"], box["y1"], lines, table])
        pages.append(boxes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"markdown": markdown, "seconds": seconds, "cpu": cpu, "peakMiB": peak, "pages": pages}, sys.stdout)
    sys.stdout.write("\n")
    sys.stdout.flush()
