// Draws the API page. @elysiajs/swagger writes an empty page for another viewer, Scalar, which it would load
// from the internet. Served as Scalar's script, this one starts Swagger UI instead, all of it from here.

import { element } from './element.ts';
import { createSigningKey } from './signing-key.ts';

interface React {
  createElement(name: string, properties: object, text: string): unknown;
}

declare global {
  interface Window {
    SwaggerUIBundle(options: object): void;
  }
}

const DOCUMENT = '/swagger/json';
const STYLES = ['/assets/theme.css', '/swagger/swagger-ui.css', '/swagger/swagger.css'];
const BUNDLE = '/swagger/swagger-ui-bundle.js';

document.documentElement.lang = 'en';
document.getElementById('api-reference')?.remove();
followColorScheme(window.matchMedia('(prefers-color-scheme: dark)'));
for (const href of STYLES) document.head.append(element('link', { rel: 'stylesheet', href }));
document.head.append(element('link', { rel: 'icon', type: 'image/svg+xml', href: '/assets/logo.svg' }));

const { form, sign, correctClock } = createSigningKey();
const page = element('main', { id: 'swagger-ui', textContent: 'Opening the API page …' });
const bundle = element('script', { src: BUNDLE });
bundle.addEventListener('load', () => window.SwaggerUIBundle(viewerOptions(page)));
bundle.addEventListener('error', () => {
  page.textContent = `The API page could not be loaded. Its document is at ${DOCUMENT}.`;
});
document.body.append(createHomeBar(form), page, bundle);

function viewerOptions(domNode: HTMLElement): object {
  return {
    domNode,
    url: DOCUMENT,
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    // The default colours leave numbers too dim on their background.
    syntaxHighlight: { theme: 'obsidian' },
    // The validator's badge would send the document to another host.
    validatorUrl: null,
    requestInterceptor: sign,
    responseInterceptor: correctClock,
    plugins: [
      // In place of the padlock that would open a sign-in form: the key is typed above.
      ({ React }: { React: React }) => ({
        wrapComponents: {
          authorizeOperationBtn: () => () => React.createElement('span', { className: 'signed' }, 'signed'),
        },
      }),
    ],
  };
}

function createHomeBar(keyForm: HTMLElement): HTMLElement {
  const logo = element('img', { src: '/assets/logo.svg', alt: '', width: 32, height: 32 });
  return element('header', { className: 'home-bar' }, element('a', { href: '/' }, logo, 'Petbank'), keyForm);
}

function followColorScheme(darkScheme: MediaQueryList): void {
  const apply = (): void => {
    document.documentElement.classList.toggle('dark-mode', darkScheme.matches);
  };
  darkScheme.addEventListener('change', apply);
  apply();
}
