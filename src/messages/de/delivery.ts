import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'Ich konnte dir nicht schreiben',
  'missed.text': `
    Du nimmst von hier keine Direktnachrichten an, darum sage ich es jetzt. Um sie sofort zu bekommen,
    erlaube Direktnachrichten in den Privatsphäre-Einstellungen dieses Servers.`,
  'hidden.title': 'Deine Antwort ist da',
  'hidden.text': `
    Sie ist nur für dich, und du nimmst keine Direktnachrichten von diesem Server an. Drück den Knopf:
    Niemand sonst sieht sie.`,
  'hidden.show': 'Zeigen',
};
