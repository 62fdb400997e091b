/// What a page looks like: on a screen or a phone, light or dark, and printed.
enum HTMLStyle {
  /// The style sheet; every rule is bound to `.bpe`, so that a fragment leaves its host alone.
  static let page: StaticString = """
    .bpe{--paper:#fff;--ink:#1b1b1f;--soft:#55555f;--faint:#8a8a94;--line:#d8d8de;--tint:#f5f5f8;--link:#1546b0;
    --input:#8a4b00;--parameter:#1546b0;--forward:#0b6329;--backward:#b0101c;--target:#5b2a86;--hot:#ffe08a;
    color:var(--ink);background:var(--paper);line-height:1.55;
    font-family:"Source Sans 3","Source Sans Pro","Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
    @media(prefers-color-scheme:dark){.bpe{--paper:#16171b;--ink:#e8e8ee;--soft:#b3b4bf;--faint:#8f909c;--line:#383942;
    --tint:#1f2026;--link:#8fb5ff;--input:#ffb55c;--parameter:#8fb5ff;--forward:#79d992;--backward:#ff9a94;
    --target:#cfa6f5;--hot:#6b5200}}
    .bpe.whole{margin:0 auto;padding:1rem 1rem 4rem;max-width:48rem;font-size:1.0625rem;
    -webkit-text-size-adjust:100%;text-size-adjust:100%}
    .bpe *{box-sizing:border-box}
    .bpe h1,.bpe h2,.bpe h3,.bpe h4,.bpe h5,.bpe h6{line-height:1.25;margin:2em 0 .6em;font-weight:600;
    scroll-margin-top:1rem}
    .bpe h1{font-size:1.9rem;margin-top:.6em}.bpe h2{font-size:1.4rem;border-bottom:1px solid var(--line);padding-bottom:.2em}
    .bpe h3{font-size:1.18rem}.bpe h4,.bpe h5,.bpe h6{font-size:1.02rem}
    .bpe p,.bpe ul,.bpe ol,.bpe dl,.bpe figure,.bpe pre,.bpe .scroll{margin:.8em 0}
    .bpe p,.bpe li,.bpe dd,.bpe h1,.bpe h2,.bpe h3,.bpe td{overflow-wrap:break-word}
    .bpe li>ul,.bpe li>ol{margin:.2em 0}
    .bpe a{color:var(--link)}
    .bpe :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
    .bpe .skip{position:absolute;left:-99rem;top:.5rem;padding:.5em 1em;background:var(--paper);z-index:9}
    .bpe .skip:focus{left:.5rem}
    .bpe .contents{background:var(--tint);border-radius:8px;padding:.8rem 1.1rem;margin:1.2em 0;font-size:.95em}
    .bpe .contents h2{font-size:1rem;margin:0 0 .3em;border:0;padding:0}
    .bpe .contents ol{margin:0;padding-left:1.4em}.bpe .contents>ol{columns:17rem;column-gap:2rem}
    .bpe .contents li{break-inside:avoid}
    .bpe .scroll{overflow-x:auto;overflow-y:hidden;max-width:100%;padding:.15em .1em}
    .bpe math{font-family:"STIX Two Math","Cambria Math","Latin Modern Math","TeX Gyre Termes Math","Noto Sans Math",math;
    font-size:1.06em}
    .bpe p>math,.bpe li>math,.bpe dd>math,.bpe td>math{overflow-wrap:normal}
    .bpe math[display=block]{margin:0;text-align:left;width:max-content;max-width:none}
    .bpe .chain>mtr>mtd{padding:.32em 0;vertical-align:baseline}
    .bpe .chain .subject{text-align:right;text-align:-webkit-right}.bpe .chain>mtr>.relation{text-align:center;padding:.32em .3em}
    .bpe .chain .left,.bpe .cases mtd{text-align:left;text-align:-webkit-left}
    .bpe .cases mtd{padding-right:1em}
    .bpe .chain>mtr>.label{text-align:left;text-align:-webkit-left;padding-right:1.2em;color:var(--soft)}
    .bpe .chain>mtr>.remark{text-align:left;text-align:-webkit-left;padding-left:1.6em;color:var(--soft);font-size:.9em}
    .bpe .value mn,.bpe .value mo{font-weight:700}
    .bpe mi.word{font-style:italic}.bpe mi.bold{font-weight:700}
    .bpe mspace.blank{border-bottom:1px solid currentColor}
    .bpe table{border-collapse:collapse;font-variant-numeric:tabular-nums}
    .bpe caption{text-align:left;font-style:italic;color:var(--soft);padding-bottom:.3em}
    .bpe th,.bpe td{padding:.3em .8em;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline}
    .bpe th{border-bottom:2px solid var(--faint);font-weight:600}
    .bpe th.right,.bpe td.right{text-align:right}.bpe th.center,.bpe td.center{text-align:center}
    .bpe code,.bpe pre{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
    .bpe code{overflow-wrap:anywhere}
    .bpe pre{background:var(--tint);padding:.8em 1em;border-radius:8px;overflow-x:auto;line-height:1.4}
    .bpe pre code{font-size:1em;overflow-wrap:normal}
    .bpe .note{border-left:4px solid var(--link);background:var(--tint);padding:.2em 1em;margin:1em 0;border-radius:0 8px 8px 0}
    .bpe .note.warning{border-left-color:var(--input)}.bpe .note.result{border-left-color:var(--forward)}
    .bpe .drawing{margin:1.4em 0}.bpe .drawing .scroll{margin:0}
    .bpe .drawing svg{display:block;max-width:100%;height:auto}
    .bpe figcaption{font-style:italic;color:var(--soft);margin-top:.4em}
    .bpe .step{border:1px solid var(--line);border-left:5px solid var(--faint);border-radius:8px;margin:1em 0;padding:.1em 1rem .2em}
    .bpe .step.forward{border-left-color:var(--forward)}.bpe .step.backward{border-left-color:var(--backward)}
    .bpe .step.update{border-left-color:var(--parameter)}
    .bpe .step summary{cursor:pointer;padding:.5em 0;list-style-position:inside}
    .bpe .step summary>*{display:inline;margin:0;font-size:1rem;font-weight:600}
    .bpe .step.forward summary>*{color:var(--forward)}.bpe .step.backward summary>*{color:var(--backward)}
    .bpe .step.update summary>*{color:var(--parameter)}
    .bpe .step>.scroll{margin:.1em 0 .5em}.bpe .step>dl{margin:.5em 0 .7em}
    .bpe .shape{font-weight:400;font-style:italic;color:var(--soft);margin-left:.8em}
    .bpe dl{display:grid;gap:.25em .9em;grid-template-columns:max-content 1fr;font-size:.97em}
    .bpe dl>div{display:contents}.bpe dt{font-style:italic;color:var(--soft)}.bpe dd{margin:0;min-width:0}
    .bpe .walk{border:2px solid var(--line);border-radius:10px;margin:1.4em 0;padding:.7rem 1rem}
    .bpe .walk .drawing{margin:.4em 0}
    .bpe .bar{display:flex;flex-wrap:wrap;gap:.6em;align-items:center}
    .bpe button{font:inherit;color:var(--ink);background:var(--tint);border:1px solid var(--faint);border-radius:7px;
    padding:.4em .9em;min-height:2.6rem;cursor:pointer}
    .bpe button:hover{border-color:var(--ink)}.bpe button[disabled]{opacity:.45;cursor:default}
    .bpe .bar output{font-variant-numeric:tabular-nums;color:var(--soft)}
    .bpe .walk .now{font-weight:600;margin:.8em 0 .2em}
    .bpe .here{outline:3px solid var(--hot)}
    .bpe hr.page{border:0;border-top:1px solid var(--line);margin:2.5em 0}
    @media print{
    .bpe{--paper:#fff;--ink:#000;--soft:#333;--faint:#777;--line:#bbb;--tint:#fff;--link:#000;--input:#8a4b00;--parameter:#1546b0;
    --forward:#0b6329;--backward:#b0101c;--target:#5b2a86;--hot:#fff}
    .bpe.whole{max-width:none;padding:0;font-size:10.5pt}
    .bpe .skip,.bpe .contents,.bpe .bar,.bpe .walk .text{display:none}
    .bpe .walk{border:0;padding:0}
    .bpe .step,.bpe .drawing,.bpe tr,.bpe .note{break-inside:avoid}
    .bpe h1,.bpe h2,.bpe h3,.bpe h4,.bpe summary{break-after:avoid}
    .bpe .scroll{overflow:visible}
    .bpe hr.page{break-after:page;border:0;margin:0}
    .bpe .step summary{list-style:none}
    }

    """

  /// What lists of equations look like that are set as text; browsers lay them out when they come
  /// into sight.
  static let longLists: StaticString = """
    .bpe .long{max-height:28em;overflow:auto;content-visibility:auto;contain-intrinsic-size:auto 28em;border:1px solid var(--line);border-radius:8px}
    .bpe .long pre{margin:0;background:none;width:max-content;min-width:100%;overflow:visible}
    @media print{.bpe .long{overflow:visible;max-height:none;content-visibility:visible}
    .bpe .long pre{white-space:pre-wrap;width:auto}}

    """

  /// What fields look like that check themselves; on paper, they are lines to write on.
  static let fields: StaticString = """
    .bpe .answer{font:inherit;font-variant-numeric:tabular-nums;color:var(--ink);background:var(--tint);
    border:1px solid var(--faint);border-radius:6px;padding:.25em .5em;width:9em;max-width:100%;min-height:2.2rem}
    .bpe .answer.right,.bpe .answer.near{border:2px solid var(--forward)}
    .bpe .answer.wrong{border:2px solid var(--backward)}
    .bpe .mark{display:inline-block;min-width:1.4em;padding-left:.4em;text-align:left;font-weight:600;color:var(--forward)}
    .bpe .wrong+.mark{color:var(--backward)}
    .bpe .score{display:block;position:sticky;bottom:0;background:var(--paper);border-top:1px solid var(--line);
    padding:.6em 0;font-weight:600}
    @media print{.bpe .answer,.bpe .answer.right,.bpe .answer.near,.bpe .answer.wrong{border:0;
    border-bottom:1px solid currentColor;border-radius:0;background:none}.bpe .mark,.bpe .score{display:none}}

    """
}
