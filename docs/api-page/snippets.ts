import type { Step } from './story.ts';

/** A request of an example, which each function below writes in its language. */
export interface ExampleRequest extends Step {
  readonly isSigned: boolean;
}

/** The longest line of the page. */
const LINE = 110;
/** Where a body has what an earlier answer gave; with a `#`, a number. */
const VARIABLE = /«#?(\w+)»/g;

/** For a shell, with the functions that the page defines at its top. */
export const toCurl = (steps: readonly ExampleRequest[]): string => join(steps, '#', curlStep);

function curlStep(step: ExampleRequest): string[] {
  const { keeps = {} } = step;
  const names = Object.entries(keeps);
  if (names.length === 0) return [curlRequest(step)];
  return [
    `answer=$(${curlRequest(step)})`,
    'echo "$answer"',
    ...names.map(([variable, place]) => `${variable}=$(field ${place.split('.').at(-1)} <<<"$answer")`),
  ];
}

function curlRequest({ method, target, body, isSigned }: ExampleRequest): string {
  if (body === undefined)
    return isSigned ? `bank ${method} ${quoteForShell(target)}` : `curl --silent "$BANK${target}"`;
  const request = isSigned
    ? `bank ${method} ${quoteForShell(target)} `
    : [
        `curl --silent --request ${method} "$BANK${target}" \\`,
        `  --header 'Content-Type: application/json' --data `,
      ].join('\n');
  const line = request + quoteForShell(JSON.stringify(body));
  const isShort = line.split('\n').every(({ length }) => length <= LINE);
  return isShort ? line : request + quoteForShell(JSON.stringify(body, null, 2));
}

/** Between single quotes; where a variable is, they end for it. */
const quoteForShell = (text: string): string =>
  `'${text
    .replaceAll("'", `'\\''`)
    .replaceAll(/"«#(\w+)»"/g, (_all, name) => `'"$${name}"'`)
    .replaceAll(VARIABLE, (_all, name) => `'"$${name}"'`)}'`;

/** For TypeScript and JavaScript, with the client that the page creates at its top. */
export const toTypeScript = (steps: readonly ExampleRequest[]): string => join(steps, '//', typeScriptStep);

function typeScriptStep(step: ExampleRequest): string[] {
  const { keeps = {} } = step;
  const names = Object.entries(keeps);
  const request = typeScriptRequest(step);
  if (names.length === 0) return [`console.log(${request});`];
  const [first = ''] = Object.keys(keeps);
  const answer = `${first}Answer`;
  return [
    `const ${answer} = ${request};`,
    `console.log(${answer});`,
    ...names.map(([variable, place]) => {
      // What is inside another object may be missing.
      const path = place.split('.').join('?.');
      return `const ${variable} = ${answer}.${path}${place.includes('.') ? " ?? ''" : ''};`;
    }),
  ];
}

function typeScriptRequest({ method, target, body, isSigned }: ExampleRequest): string {
  if (isSigned) {
    const last = body === undefined ? '' : `, ${write(body, TYPESCRIPT)}`;
    return `await bank.${method.toLowerCase()}('${target}'${last})`;
  }
  const address = `\`\${url}${target}\``;
  if (body === undefined) return `await (await fetch(${address})).text()`;
  return [
    `await (await fetch(${address}, {`,
    `  method: '${method}',`,
    `  headers: { 'Content-Type': 'application/json' },`,
    `  body: JSON.stringify(${write(body, TYPESCRIPT, '  ')}),`,
    '})).text()',
  ].join('\n');
}

/** For a game's script, with the function that the page defines at its top. */
export const toLuau = (steps: readonly ExampleRequest[]): string => join(steps, '--', luauStep);

function luauStep(step: ExampleRequest): string[] {
  const { keeps = {} } = step;
  const names = Object.entries(keeps);
  const request = luauRequest(step);
  if (names.length === 0) return [step.isSigned ? request : `print(${request})`];
  return [
    `local answer = ${request}`,
    ...names.map(([variable, place]) => `local ${variable} = answer.${place}`),
  ];
}

function luauRequest({ method, target, body, isSigned }: ExampleRequest): string {
  if (isSigned) {
    const last = body === undefined ? '' : `, ${write(body, LUAU)}`;
    return `bank("${method}", "${target}"${last})`;
  }
  if (body === undefined) return `HttpService:GetAsync(BANK .. "${target}")`;
  return [
    'HttpService:RequestAsync({',
    `\tUrl = BANK .. "${target}",`,
    `\tMethod = "${method}",`,
    '\tHeaders = { ["Content-Type"] = "application/json" },',
    `\tBody = HttpService:JSONEncode(${write(body, LUAU, '\t')}),`,
    '}).Body',
  ].join('\n');
}

/** The steps below one another, each with what it says as a comment. */
function join(
  steps: readonly ExampleRequest[],
  comment: string,
  write: (step: ExampleRequest) => readonly string[],
): string {
  const blocks = steps.map((step) => [
    ...(step.says === undefined ? [] : [`${comment} ${step.says}`]),
    ...write(step),
  ]);
  return blocks.map((lines) => lines.join('\n')).join('\n');
}

/** How a language writes a JSON value. */
interface Style {
  readonly step: string;
  readonly list: readonly [string, string];
  readonly is: string;
  readonly none: string;
  readonly quote: (text: string) => string;
  /** A text with variables in it. */
  readonly splice: (text: string) => string;
}

const TYPESCRIPT: Style = {
  step: '  ',
  list: ['[', ']'],
  is: ': ',
  none: 'null',
  quote: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  splice: (text) => `\`${text.replaceAll(VARIABLE, (_all, name) => `\${${name}}`)}\``,
};
const LUAU: Style = {
  step: '\t',
  list: ['{', '}'],
  is: ' = ',
  none: 'nil',
  quote: JSON.stringify,
  splice: (text) => `\`${text.replaceAll(VARIABLE, (_all, name) => `{${name}}`)}\``,
};

function write(value: unknown, style: Style, before = ''): string {
  if (value === null) return style.none;
  if (typeof value === 'string') return writeText(value, style);
  if (typeof value !== 'object') return String(value);
  const inner = before + style.step;
  const [open, close] = Array.isArray(value) ? style.list : ['{', '}'];
  const items = Array.isArray(value)
    ? value.map((each) => write(each, style, inner))
    : Object.entries(value).map(([name, each]) => `${name}${style.is}${write(each, style, inner)}`);
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${before}${close}`;
}

function writeText(text: string, style: Style): string {
  const [whole] = [...text.matchAll(VARIABLE)];
  if (!whole) return style.quote(text);
  return whole[0] === text ? (whole[1] ?? '') : style.splice(text);
}
