import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'Ich konnte dir nicht schreiben',
  'missed.text': `
    Ich kann dir keine Direktnachrichten schicken, darum sage ich es dir hier. Um sie sofort zu bekommen,
    erlaube Direktnachrichten in den Privatsphäre-Einstellungen dieses Servers.`,
  'hidden.title': 'Deine Antwort ist da',
  'hidden.text': `
    Sie ist nur für dich, aber ich kann dir keine Direktnachrichten schicken. Drück den Knopf, um sie zu
    sehen. Niemand sonst sieht sie.`,
  'hidden.show': 'Zeigen',
};
