"""Loads a dataset as its users do, looks at it, and writes filtered rows back for verify.

    python3 load_dataset.py DATASET OUT

Prints one JSON object: what was loaded, and what was written below OUT. Needs `datasets` and `jinja2`, and no network.
"""

import json
import os
import sys

os.environ.update(
    HF_HUB_OFFLINE="1",
    HF_DATASETS_OFFLINE="1",
    TRANSFORMERS_OFFLINE="1",
    HF_DATASETS_DISABLE_PROGRESS_BARS="1",
    TRANSFORMERS_VERBOSITY="error",
)

TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>\n{{ message['content'] }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
)

SCALARS = ["id", "hash", "method", "kind", "split", "voice", "answer", "answer_basis"]
TURNS = ["messages", "chosen", "rejected"]
JSON = ["message_extras", "chosen_extras", "rejected_extras", "tools", "context", "evidence", "checks", "tags"]
JSON += ["metrics", "lineage"]
LISTS = ["groups", "licenses"]


def chat_template():
    """Renders messages: with a tokenizer of transformers that is made here, else with jinja2 set up as transformers does."""
    try:
        from tokenizers import Tokenizer, models, pre_tokenizers
        from transformers import PreTrainedTokenizerFast

        words = Tokenizer(models.WordLevel({"<unk>": 0}, unk_token="<unk>"))
        words.pre_tokenizer = pre_tokenizers.Whitespace()
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, unk_token="<unk>")
        tokenizer.chat_template = TEMPLATE
        return "transformers", lambda messages, prompt: tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=prompt
        )
    except ImportError:
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        template = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(TEMPLATE)
        return "jinja2", lambda messages, prompt: template.render(messages=messages, add_generation_prompt=prompt)


def rendered(messages, generation):
    text = "".join(f"<|{turn['role']}|>\n{turn['content']}<|end|>\n" for turn in messages)
    return text + ("<|assistant|>\n" if generation else "")


def check_row(row, split, render):
    assert row["split"] == split, f"{row['id']} is of {row['split']} and lies in {split}"
    assert len(row["id"]) == 32 and len(row["hash"]) == 64
    generation = row["kind"] == "preference"
    assert render(row["messages"], generation) == rendered(row["messages"], generation)
    for side in ("chosen", "rejected"):
        assert (row[side] is not None) == generation
        if generation:
            assert render(row["messages"] + row[side], False) == rendered(row["messages"] + row[side], False)
    for name in JSON:
        if row[name] is not None:
            json.loads(row[name])
    assert json.loads(row["evidence"]), f"{row['id']} has no evidence"
    for check in json.loads(row["checks"]):
        assert check["verdict"] == "pass"


def check_features(features):
    from datasets import Value

    text = [str(Value("string")), str(Value("large_string"))]
    assert list(features) == [*SCALARS, *TURNS, *JSON, *LISTS], list(features)
    for name in SCALARS + JSON:
        assert str(features[name]) in text, (name, features[name])
    for name in TURNS:
        turn = features[name].feature
        assert list(turn) == ["role", "content"] and all(str(value) in text for value in turn.values()), (name, turn)
    for name in LISTS:
        assert str(features[name].feature) in text, (name, features[name])


def main(path, out):
    from datasets import load_dataset

    os.makedirs(out, exist_ok=True)
    loaded = load_dataset(path, cache_dir=os.path.join(out, "cache"))
    renderer, render = chat_template()
    for split, rows in loaded.items():
        check_features(rows.features)
        for row in rows:
            check_row(row, split, render)

    tasks = loaded["train"].filter(lambda row: row["kind"] == "task" and json.loads(row["tags"])["level"] <= 4)
    quoted = loaded["train"].filter(lambda row: row["answer_basis"] == "quotation").shuffle(seed=1)
    files = {"parquet": os.path.join(out, "tasks.parquet"), "jsonl": os.path.join(out, "quoted.jsonl")}
    tasks.to_parquet(files["parquet"])
    quoted.to_json(files["jsonl"])
    print(
        json.dumps(
            {
                "splits": {split: len(rows) for split, rows in loaded.items()},
                "renderer": renderer,
                "written": {"parquet": len(tasks), "jsonl": len(quoted)},
                "files": files,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
