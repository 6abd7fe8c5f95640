"""Loads a DoclingDocument with docling-core's own model, and writes it back as that model does: FROM.json TO.json."""

import json
import sys

from docling_core.types.doc import DoclingDocument
from docling_core.types.doc.document import TableItem

document = DoclingDocument.load_from_json(sys.argv[1])
items = []
for item, level in document.iterate_items(with_groups=False):
    entry = {"label": str(item.label.value), "text": getattr(item, "text", None)}
    if isinstance(item, TableItem):
        frame = item.export_to_dataframe(doc=document)
        entry["shape"] = list(frame.shape)
        entry["caption"] = item.caption_text(document)
    items.append(entry)
document.save_as_json(sys.argv[2])
print(
    json.dumps(
        {
            "version": document.version,
            "pages": len(document.pages),
            "items": items,
            "markdown": document.export_to_markdown(),
            "valid_tree": document.validate_tree(document.body),
        }
    )
)
