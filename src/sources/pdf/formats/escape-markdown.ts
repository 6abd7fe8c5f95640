/** Text in which no sign makes Markdown or HTML: a page's own `<script>` or `[link](…)` stays words. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~$]/g, String.raw`\$&`)
    .replace(/^([^\S\n]*)([#+-])(?=\s|$)/gm, String.raw`$1\$2`)
    .replace(/^([^\S\n]*)([-=])(?=[-=]*[^\S\n]*$)/gm, String.raw`$1\$2`)
    .replace(/^([^\S\n]*\d+)([.)])(?=\s|$)/gm, String.raw`$1\$2`);
}
