/** How the office's pages look: the product's own colours, light and dark as the reader's system wants it. */
export const pageStyle = `
:root {
  --ground: #f7f8fa; --panel: #ffffff; --sunk: #f1f3f6; --line: #e3e6ec; --ink: #1b1f27; --ink-2: #545c6b; --ink-3: #646c7a;
  --accent: #3b4fd8; --waits-ink: #965a00; --waits-ground: #fff3dc; --done-ink: #177450; --done-ground: #e3f5ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14161b; --panel: #1b1e25; --sunk: #171a20; --line: #2a2e38; --ink: #e9ebf0; --ink-2: #a9b0be; --ink-3: #8f97a6;
    --accent: #98a5ff; --waits-ink: #f0b445; --waits-ground: #3a2d12; --done-ink: #4cc38a; --done-ground: #153527;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 14px/1.5 "Inter Variable", Inter, system-ui, sans-serif;
}
h1, h2, h3, p, dl, dd { margin: 0; }
header { position: sticky; top: 0; background: var(--panel); border-bottom: 1px solid var(--line); }
.bar { max-width: 860px; margin: 0 auto; padding: 12px 20px; display: flex; gap: 6px 12px; align-items: center; flex-wrap: wrap; }
h1 { font-size: 15px; font-weight: 650; }
.label { padding: 2px 8px; border-radius: 5px; background: var(--waits-ground); color: var(--waits-ink); font-size: 12px; font-weight: 550; }
main { max-width: 860px; margin: 0 auto; padding: 20px; display: grid; gap: 14px; }
h2 { font-size: 14px; font-weight: 650; margin-top: 10px; }
.card { background: var(--panel); border: 1px solid var(--line); border-radius: 9px; overflow: hidden; }
.card > .head { padding: 12px 16px; border-bottom: 1px solid var(--line); }
.head dl { display: grid; grid-template-columns: 70px 1fr; gap: 2px 8px; }
dt { color: var(--ink-3); }
dd { overflow-wrap: anywhere; }
dd.subject { font-weight: 600; }
.text { margin: 0; padding: 14px 16px; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
.chip { display: inline-block; margin-right: 6px; padding: 1px 7px; border-radius: 5px; background: var(--sunk); color: var(--ink-2); font-size: 12px; }
.chip.done { background: var(--done-ground); color: var(--done-ink); }
.foot { padding: 9px 16px; border-top: 1px solid var(--line); color: var(--ink-3); font-size: 12px; overflow-wrap: anywhere; }
summary { cursor: pointer; }
details pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 "JetBrains Mono Variable", ui-monospace, monospace; }
.about { margin: -4px 0 10px; color: var(--ink-2); }
.empty { padding: 48px 20px; text-align: center; color: var(--ink-2); }
.empty strong { display: block; color: var(--ink); margin-bottom: 4px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 8px 14px; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
th { color: var(--ink-3); font-weight: 550; font-size: 12px; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.none { color: var(--ink-3); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
`;
