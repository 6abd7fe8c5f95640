/** Text in which no sign makes Markdown or HTML: a page's own `<script>` or `[link](…)` stays words. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~$]/g, String.raw`\$&`)
    .replace(/^(\s*)([#+-])(?=\s)/gm, String.raw`$1\$2`)
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, String.raw`$1\$2`);
}
