"""Reads each gzipped page named on standard input with trafilatura and prints one JSON line for it. For measuring only."""

import gzip
import json
import sys
import time

import trafilatura

for line in sys.stdin:
    html = gzip.open(line.rstrip("\n")).read()
    cpu = time.process_time()
    text = trafilatura.extract(html) or ""
    print(json.dumps({"text": text, "cpu": time.process_time() - cpu}))
