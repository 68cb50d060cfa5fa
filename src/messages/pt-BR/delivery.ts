import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'Não consegui escrever para você',
  'missed.text': `
    Você não aceita mensagens diretas daqui, então eu digo agora. Para receber na hora, permita mensagens
    diretas nas configurações de privacidade deste servidor.`,
  'hidden.title': 'Sua resposta está pronta',
  'hidden.text': `
    É só para você, e você não aceita mensagens diretas deste servidor. Aperte o botão: ninguém mais vai
    ver.`,
  'hidden.show': 'Mostrar',
};
