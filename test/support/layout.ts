/**
 * Runs in a browser, as a text: what is wrong with how the page is laid out, each in words. It looks for
 * style sheets that didn't load, siblings that overlap, what sticks out of its parent, bullets, a page wider
 * than its window, and text too near its ground in colour (WCAG AA).
 */
export const FIND_LAYOUT_ERRORS = `(async () => {
  // Plots follow a new width of the window with the next frames.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const found = [];
  const name = (element) => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') +
    (element.className ? '.' + String(element.className).replaceAll(' ', '.') : '');

  for (const link of document.querySelectorAll('link[rel=stylesheet]'))
    if (!link.sheet || link.sheet.cssRules.length === 0) found.push(link.href + ' has no styles');
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > window.innerWidth + 1) found.push('the page is wider than the window');

  const isShown = (element) => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return style.visibility === 'visible' && style.display !== 'none' && width > 0 && height > 0;
  };
  const isInFlow = (element) => {
    const { position, display, float } = getComputedStyle(element);
    return !['absolute', 'fixed', 'sticky'].includes(position) && display !== 'inline' && float === 'none';
  };
  for (const parent of document.querySelectorAll('body, body *')) {
    if (parent instanceof SVGElement) continue;
    const children = [...parent.children].filter((child) => isShown(child) && isInFlow(child));
    const end = isInFlow(parent) && getComputedStyle(parent).overflowX === 'visible' ?
      parent.getBoundingClientRect().right : Infinity;
    for (const [at, child] of children.entries()) {
      const one = child.getBoundingClientRect();
      if (one.right > end + 1) found.push(name(child) + ' sticks out of ' + name(parent));
      for (const sibling of children.slice(at + 1, at + 4)) {
        const other = sibling.getBoundingClientRect();
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 2 && down > 2) found.push(name(child) + ' overlaps ' + name(sibling));
      }
    }
  }
  for (const item of document.querySelectorAll('li'))
    if (isShown(item) && getComputedStyle(item).listStyleType !== 'none')
      found.push(name(item) + ' has a bullet');

  const toRgba = (text) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\\d.]+/g) ?? []).map(Number);
    return { red, green, blue, alpha };
  };
  const luminance = ({ red, green, blue }) => {
    const [r, g, b] = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage !== 'none') return null;
      if (toRgba(backgroundColor).alpha === 1) return toRgba(backgroundColor);
    }
    return { red: 255, green: 255, blue: 255, alpha: 1 };
  };
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (!hasText || !isShown(element) || element.closest('noscript, script')) continue;
    const ground = groundOf(element);
    if (!ground) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(toRgba(style.color)), luminance(ground)].sort((a, b) => b - a);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if ((light + 0.05) / (dark + 0.05) < (isLarge ? 3 : 4.5)) found.push(name(element) + ' is hard to read');
  }
  return [...new Set(found)];
})()`;
