"""Reads an archive of ours with warcio, checks every digest, and writes one of warcio's own for us to read.

usage: warc_both_ways.py OUR_FILE THEIR_FILE
"""

import io
import json
import sys

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ours, theirs = sys.argv[1:]
read = []
with open(ours, "rb") as file:
    # Raises on a digest that does not hold, and on a file that is not packed record by record.
    for record in ArchiveIterator(file, check_digests="raise"):
        read.append(
            {
                "type": record.rec_type,
                "url": record.rec_headers.get_header("WARC-Target-URI"),
                "status": record.http_headers.get_statuscode() if record.rec_type == "response" else None,
                "body": record.content_stream().read().decode("latin1"),
                "refers": record.rec_headers.get_header("WARC-Refers-To"),
                "id": record.rec_headers.get_header("WARC-Record-ID"),
            }
        )

with open(theirs, "wb") as file:
    writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("theirs.warc.gz", {"software": "warcio"}))
    for path, body in (("a", b"<p>one</p>"), ("b", "größer".encode())):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url = f"http://their.test/{path}"
        response = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head)
        request = writer.create_warc_record(
            url, "request", http_headers=StatusAndHeaders(f"GET /{path} HTTP/1.1", [("Host", "their.test")], is_http_request=True)
        )
        writer.write_request_response_pair(request, response)

print(json.dumps(read))
