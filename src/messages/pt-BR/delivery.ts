import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'Não consegui escrever para você',
  'missed.text': `
    Não consigo mandar mensagens diretas para você, então digo aqui. Para receber na hora, permita mensagens
    diretas nas configurações de privacidade deste servidor.`,
  'hidden.title': 'Sua resposta está pronta',
  'hidden.text': `
    É só para você, mas não consigo mandar mensagens diretas para você. Aperte o botão para ver. Ninguém mais
    vai ver.`,
  'hidden.show': 'Mostrar',
};
