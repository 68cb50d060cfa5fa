// Draws the API page. @elysiajs/swagger writes an empty page for another viewer, Scalar, which it would
// load from the internet; served as its script, this file starts Swagger UI instead, all of it from here.

const DOCUMENT = '/swagger/json';
const STYLES = ['/assets/theme.css', '/swagger/swagger-ui.css', '/swagger/swagger.css'];
const BUNDLE = '/swagger/swagger-ui-bundle.js';

document.documentElement.lang = 'en';
document.getElementById('api-reference')?.remove();
followColourScheme(window.matchMedia('(prefers-color-scheme: dark)'));
for (const href of STYLES) document.head.append(element('link', { rel: 'stylesheet', href }));
document.head.append(element('link', { rel: 'icon', type: 'image/svg+xml', href: '/assets/logo.svg' }));

const page = element('main', { id: 'swagger-ui', textContent: 'Opening the API page …' });
const bundle = element('script', { src: BUNDLE });
bundle.addEventListener('load', () => window.SwaggerUIBundle(optionsFor(page)));
bundle.addEventListener('error', () => {
  page.textContent = `The API page could not be loaded. Its document is at ${DOCUMENT}.`;
});
document.body.append(homeBar(), page, bundle);

function optionsFor(domNode) {
  return {
    domNode,
    url: DOCUMENT,
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    // The usual colours leave numbers too dim on their ground.
    syntaxHighlight: { theme: 'obsidian' },
    // The validator's badge would send the document to another host.
    validatorUrl: null,
    // A browser holds no secret to sign with, so trying a request here could only fail.
    supportedSubmitMethods: [],
    plugins: [({ React }) => ({ wrapComponents: { authorizeOperationBtn: () => () => signedMark(React) } })],
  };
}

/** Stands where Swagger UI would put a padlock that opens a sign-in form. */
function signedMark(React) {
  return React.createElement('span', { className: 'signed' }, 'signed');
}

function homeBar() {
  const logo = element('img', { src: '/assets/logo.svg', alt: '', width: 32, height: 32 });
  const home = element('a', { href: '/' });
  home.append(logo, 'Petbank');
  const bar = element('header', { className: 'home-bar' });
  bar.append(home);
  return bar;
}

function followColourScheme(darkScheme) {
  const apply = () => document.documentElement.classList.toggle('dark-mode', darkScheme.matches);
  darkScheme.addEventListener('change', apply);
  apply();
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
