/**
 * What a customer may write to get something run or loaded on the agent's side. `origin` is a server
 * that must never be asked; `__ran` a variable that must never be set.
 */
export function hostileTexts(origin: string): readonly string[] {
  const hit = `window.__ran=1;fetch('${origin}/ran')`;
  return [
    `<script>${hit}</script>`,
    `<script src="${origin}/script.js"></script>`,
    `<img src="${origin}/image.png" onerror="${hit}">`,
    `<img src=x onerror=${hit.replaceAll("'", '`')}>`,
    `"><svg onload="${hit}">`,
    `<svg><script href="${origin}/svg.js"/></svg>`,
    `<iframe src="${origin}/frame"></iframe>`,
    `<iframe srcdoc="<script>parent.__ran=1</script>"></iframe>`,
    `<object data="${origin}/object"></object><embed src="${origin}/embed">`,
    `<link rel=stylesheet href="${origin}/style.css">`,
    `<link rel=prefetch href="${origin}/prefetch"><link rel=dns-prefetch href="${origin}">`,
    `<style>@import url("${origin}/import.css");*{background:url(${origin}/css.png)}</style>`,
    `<div style="background-image:url(${origin}/inline.png)">styled</div>`,
    `<meta http-equiv="refresh" content="0;url=${origin}/refresh">`,
    `<base href="${origin}/"><form action="${origin}/form"><button>send</button></form>`,
    `<video poster="${origin}/poster"><source src="${origin}/video" onerror="${hit}"></video>`,
    `<details open ontoggle="${hit}">open</details>`,
    `<input autofocus onfocus="${hit}">`,
    `<a href="javascript:${hit}">look here</a>`,
    `[look here](javascript:${hit})`,
    `![picture](${origin}/markdown.png)`,
    `<math><mtext></table><img src="${origin}/mathml" onerror="${hit}">`,
    `<noscript><p title="</noscript><img src=${origin}/noscript onerror=${hit.replaceAll("'", '`')}>">`,
    `{{constructor.constructor("${hit.replaceAll('"', "'")}")()}}`,
    `\${${hit}}`,
    '__proto__[ran]=1&constructor.prototype.ran=1',
    `</textarea></title></style><img src="${origin}/break.png" onerror="${hit}">`,
    `\u202Etxt.exe\u202C <b onmouseover="${hit}">name</b>`,
    `&lt;img src="${origin}/entity.png"&gt; &#60;script&#62;${hit}&#60;/script&#62;`,
  ];
}
