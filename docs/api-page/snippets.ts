/** The request of an example, which each function below writes in its language. */
export interface ExampleRequest {
  readonly method: string;
  /** The path with its query. */
  readonly target: string;
  readonly body: unknown;
  readonly isSigned: boolean;
}

/** The longest line of the page. */
const LINE = 110;

/** For a shell, with the function that the page defines at its top. */
export function toCurl({ method, target, body, isSigned }: ExampleRequest): string {
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

const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** For TypeScript, with the client that the page creates at its top. */
export function toTypeScript({ method, target, body, isSigned }: ExampleRequest): string {
  if (isSigned) {
    const last = body === undefined ? '' : `, ${write(body, TYPESCRIPT)}`;
    return `console.log(await bank('${method}', '${target}'${last}));`;
  }
  if (body === undefined) return `console.log(await (await fetch(\`\${url}${target}\`)).text());`;
  return [
    `const response = await fetch(\`\${url}${target}\`, {`,
    `  method: '${method}',`,
    `  headers: { 'Content-Type': 'application/json' },`,
    `  body: JSON.stringify(${write(body, TYPESCRIPT, '  ')}),`,
    '});',
    'console.log(await response.text());',
  ].join('\n');
}

/** For a game's script, with the client that the page creates at its top. */
export function toLuau({ method, target, body, isSigned }: ExampleRequest): string {
  if (isSigned) {
    const last = body === undefined ? '' : `, ${write(body, LUAU)}`;
    return `print(client:call("${method}", "${target}"${last}))`;
  }
  if (body === undefined) return `print(HttpService:GetAsync(BANK .. "${target}"))`;
  return [
    'print(HttpService:RequestAsync({',
    `\tUrl = BANK .. "${target}",`,
    `\tMethod = "${method}",`,
    '\tHeaders = { ["Content-Type"] = "application/json" },',
    `\tBody = HttpService:JSONEncode(${write(body, LUAU, '\t')}),`,
    '}).Body)',
  ].join('\n');
}

/** How a language writes a JSON value. */
interface Style {
  readonly step: string;
  readonly list: readonly [string, string];
  readonly is: string;
  readonly none: string;
  readonly quote: (text: string) => string;
}

const TYPESCRIPT: Style = {
  step: '  ',
  list: ['[', ']'],
  is: ': ',
  none: 'null',
  quote: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
};
const LUAU: Style = { step: '\t', list: ['{', '}'], is: ' = ', none: 'nil', quote: JSON.stringify };

function write(value: unknown, style: Style, before = ''): string {
  if (value === null) return style.none;
  if (typeof value === 'string') return style.quote(value);
  if (typeof value !== 'object') return String(value);
  const inner = before + style.step;
  const [open, close] = Array.isArray(value) ? style.list : ['{', '}'];
  const items = Array.isArray(value)
    ? value.map((each) => write(each, style, inner))
    : Object.entries(value).map(([name, each]) => `${name}${style.is}${write(each, style, inner)}`);
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${before}${close}`;
}
