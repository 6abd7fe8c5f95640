/**
 * Archives of other programs may hold a payload as it was chunked (RFC 9112 §7.1), or say so and hold it plain. What does not
 * read as chunks to its end is given back as it is.
 */
export function removeChunks(payload: Uint8Array, headers: Record<string, string>): Uint8Array {
  if (!/\bchunked\b/i.test(headers['transfer-encoding'] ?? '')) return payload;
  const buffer = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const pieces: Uint8Array[] = [];
  for (let at = 0; ;) {
    const lineEnd = buffer.indexOf('\r\n', at);
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(
      lineEnd < 0 ? '' : buffer.toString('latin1', at, Math.min(lineEnd, at + 1024)),
    )?.[1];
    if (size === undefined) return payload;
    const start = lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (end === start) return new Uint8Array(Buffer.concat(pieces));
    if (end > buffer.length) return payload;
    pieces.push(buffer.subarray(start, end));
    at = end + 2;
  }
}
