/** One configuration file, ready for its trainer but for the model's name. */
export interface TrainerConfig {
  path: string;
  text: string;
}

/**
 * Configurations that keep the order of `curriculum`. Most trainers shuffle unless told otherwise: each file says which
 * switch keeps the order, and what else could break it.
 */
export function trainerConfigs(
  shards: readonly string[],
  rows: number,
  tokens: number,
): TrainerConfig[] {
  const names = shards.map((_path, index) => (index === 0 ? 'curriculum' : `curriculum_${index}`));
  return [
    { path: 'trainers/axolotl.yaml', text: AXOLOTL },
    { path: 'trainers/llama-factory/dataset_info.json', text: llamaFactoryData(names, shards) },
    { path: 'trainers/llama-factory/train.yaml', text: llamaFactory(names) },
    { path: 'trainers/trl_sft.py', text: TRL_SFT },
    { path: 'trainers/trl_grpo.py', text: TRL_GRPO },
    { path: 'trainers/llm-foundry.yaml', text: llmFoundry(rows, tokens) },
  ];
}

const AXOLOTL = `# Axolotl. curriculum_sampling keeps the order of the rows; without it they are shuffled.
# Sample packing joins rows: sequential packing keeps their order, the default does not.
base_model: YOUR/MODEL
datasets:
  - path: .
    name: curriculum
    type: chat_template
    field_messages: messages
    split: train
curriculum_sampling: true
shuffle_merged_datasets: false
sample_packing: false
num_epochs: 1
micro_batch_size: 8
learning_rate: 2.0e-5
output_dir: ./out
`;

function llamaFactoryData(names: readonly string[], shards: readonly string[]): string {
  const entries = names.map((name, index) => [
    name,
    {
      file_name: `../../${shards[index]}`,
      formatting: 'sharegpt',
      columns: { messages: 'messages' },
      tags: {
        role_tag: 'role',
        content_tag: 'content',
        user_tag: 'user',
        assistant_tag: 'assistant',
        system_tag: 'system',
      },
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

const llamaFactory = (
  names: readonly string[],
): string => `# LLaMA-Factory. disable_shuffling keeps the order of the rows; mix_strategy concat keeps that of several files.
model_name_or_path: YOUR/MODEL
stage: sft
do_train: true
finetuning_type: full
dataset_dir: trainers/llama-factory
dataset: ${names.join(',')}
template: default
disable_shuffling: true
mix_strategy: concat
packing: false
num_train_epochs: 1.0
per_device_train_batch_size: 8
learning_rate: 2.0e-5
output_dir: out
`;

const TRL_SFT = `"""Supervised fine-tuning with TRL, in the order of the curriculum.

Transformers 5.2 and later take train_sampling_strategy="sequential". With an older one, the class below gives the
trainer a sequential sampler. Packing by best fit reorders by length, so it is off.
"""

import dataclasses

from datasets import load_dataset
from torch.utils.data import SequentialSampler
from trl import SFTConfig, SFTTrainer

rows = load_dataset(".", "curriculum", split="train").select_columns(["messages"])

options = dict(output_dir="out", num_train_epochs=1, packing=False, shuffle_dataset=False)
known = {field.name for field in dataclasses.fields(SFTConfig)}
if "train_sampling_strategy" in known:
    options["train_sampling_strategy"] = "sequential"


class InOrder(SFTTrainer):
    def _get_train_sampler(self, *_):
        return SequentialSampler(self.train_dataset)


InOrder(
    model="YOUR/MODEL",
    args=SFTConfig(**{name: value for name, value in options.items() if name in known}),
    train_dataset=rows,
).train()
`;

const TRL_GRPO = `"""Reinforcement learning with TRL: the verifiers of the curriculum are the reward, and the order is kept.

Needs wellspring on the path (or WELLSPRING="npx wellspring") and examples/reinforcement-learning/wellspring_rewards.py
from Wellspring beside this file.
"""

from datasets import load_dataset
from trl import GRPOConfig, GRPOTrainer

from wellspring_rewards import curriculum_reward

rows = load_dataset(".", "curriculum", split="train")
rows = rows.map(lambda row: {"prompt": row["messages"][:-1]}).select_columns(
    ["prompt", "generator", "level", "seed"]
)

GRPOTrainer(
    model="YOUR/MODEL",
    reward_funcs=[curriculum_reward],
    args=GRPOConfig(output_dir="out", shuffle_dataset=False),
    train_dataset=rows,
).train()
`;

function llmFoundry(rows: number, tokens: number): string {
  const fifth = Math.max(1, Math.round(tokens / 5));
  return `# llm-foundry: the CurriculumLearning callback changes the mixture by tokens. It takes streaming datasets (MDS):
# convert each stage with scripts/data_prep/convert_finetuning_dataset.py first. ${rows} rows, about ${tokens} tokens in all.
# SCHEDULE.jsonl holds the finer mixture, by row and token.
callbacks:
  curriculum_learning:
    duration: 5ba
    schedule:
${[1, 2, 3, 4, 5, 6]
  .map(
    (stage) => `      - duration: ${Math.max(1, Math.round((fifth * 5) / 6))}tok
        dataset:
          local: mds/stage-${stage}
          shuffle: false`,
  )
  .join('\n')}
`;
}
