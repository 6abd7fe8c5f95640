/** Colours for light and dark, and a layout from a phone to a desk. */
export const MAP_STYLE = `:root{color-scheme:light dark;--paper:#fbfbf9;--card:#fff;--ink:#1b2430;--soft:#566374;--line:#dfe3e8;--main:#1f6f8b;--other:#c2611f;--heat:31,111,139;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--paper:#12161b;--card:#1a2027;--ink:#e7ecf2;--soft:#9daab9;--line:#313b47;--main:#5bb8d6;--other:#f0a15f;--heat:91,184,214;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.25rem 0 .5rem}h3{font-size:1rem;margin:0 0 .25rem;overflow-wrap:anywhere}
p{margin:.25rem 0;color:var(--soft);max-width:46rem}a{color:var(--main);text-decoration-thickness:1px;text-underline-offset:2px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1.25rem 0 0;padding:0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .75rem}
dt{color:var(--soft);font-size:.82rem}dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:.75rem 0;min-width:0}
.pair{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr))}.pair .card{margin:0}
svg{display:block;width:100%;max-width:34rem;height:auto;overflow:visible}svg text{fill:var(--soft);font:12px system-ui,sans-serif}svg .name{fill:var(--ink)}
.axis{stroke:var(--line);stroke-width:1}.first{stroke:var(--main);fill:none;stroke-width:2}.second{stroke:var(--other);fill:none;stroke-width:2}.even{stroke:var(--soft);stroke-dasharray:4 4;fill:none}
.cell{fill:rgb(var(--heat))}.key{display:inline-block;width:.8rem;height:.2rem;vertical-align:middle;margin-right:.35rem;background:var(--main)}.key.b{background:var(--other)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--soft);font-size:.82rem;white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.t{min-width:12rem;overflow-wrap:anywhere}
.why{color:var(--soft);font-size:.85rem}.bad{color:var(--bad)}.bar{display:inline-block;width:4rem;height:.5rem;border-radius:.25rem;background:var(--line);vertical-align:middle;overflow:hidden}.bar i{display:block;height:100%;background:var(--main)}
.tree,.tree ul{list-style:none;margin:0;padding-left:.75rem}.tree{padding-left:0}.tree ul{border-left:1px solid var(--line)}.tree li{padding:.15rem 0 .15rem .5rem;overflow-wrap:anywhere}
.tree .n{color:var(--soft);font-variant-numeric:tabular-nums;margin-right:.35rem}summary{cursor:pointer}.chips{display:flex;flex-wrap:wrap;gap:.4rem;padding:0;margin:.5rem 0;list-style:none}.chips li{border:1px solid var(--line);border-radius:1rem;padding:.05rem .65rem;background:var(--card);font-size:.9rem}
@media(max-width:40rem){.wide{display:none}main{padding:1rem .75rem 2rem}}`;
