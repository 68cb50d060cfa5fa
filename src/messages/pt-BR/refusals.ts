import type { refusals as english } from '../en/refusals.ts';
import type { Translation } from '../translation.ts';

export const refusals: Translation<typeof english> = {
  'refusal.unauthorized.title': 'Não é permitido',
  'refusal.unauthorized.text': 'O banco não aceita mais pedidos assinados com esta chave.',
  'refusal.out_of_scope.title': 'Não é permitido',
  'refusal.out_of_scope.text': 'Um caixa não pode nomear a si mesmo: outra pessoa da equipe faz isso.',
  'refusal.roblox_user_not_found.title': 'Essa conta do Roblox não existe',
  'refusal.roblox_user_not_found.text': `
    Nenhuma conta do Roblox tem este nome de usuário agora. Confira como se escreve: é o nome com @, não o
    nome de exibição nem um nome antigo.`,
  'refusal.no_pending_verification.title': 'Você ainda não tem palavras',
  'refusal.no_pending_verification.text': `
    Comece com <c>verify</c> e seu nome de usuário do Roblox. Assim você recebe as palavras para o seu
    perfil.`,
  'refusal.withdrawal_not_found.title': 'Esse saque não existe',
  'refusal.withdrawal_not_found.text': '<c>history</c> mostra seus saques.',
  'refusal.not_found.title': 'Não encontrado',
  'refusal.not_found.text': 'O banco não encontrou isso. <c>help</c> mostra o que você pode fazer.',
  'refusal.replayed.title': 'Já foi feito',
  'refusal.replayed.text': `
    Você já tinha pedido isto, e não foi feito de novo. <c>history</c> mostra o que aconteceu.`,
  'refusal.already_linked.title': 'Você tem outra conta do Roblox aqui',
  'refusal.already_linked.text': `
    Você só pode vincular uma conta do Roblox. Para vincular outra, use antes <c>unlink</c>. Os pets da conta
    antiga continuam seguros.`,
  'refusal.not_linked.title': 'Primeiro, mostre quem você é',
  'refusal.not_linked.text': `
    Vincule sua conta do Roblox com <c>verify</c> e seu nome de usuário do Roblox. Leva dois minutos, e você
    só faz uma vez.`,
  'refusal.verification_expired.title': 'As palavras expiraram',
  'refusal.verification_expired.text': 'Peça palavras novas com <c>verify</c>.',
  'refusal.withdrawal_not_claimed.title': 'Ninguém pegou ainda',
  'refusal.withdrawal_not_claimed.text': 'Um caixa pega um saque antes de entregar. Pegue primeiro.',
  'refusal.withdrawal_claimed.title': 'Sendo entregue',
  'refusal.withdrawal_claimed.text': `
    Um caixa está entregando este saque, então não dá para mudar agora. Veja no jogo.`,
  'refusal.withdrawal_already_closed.title': 'Já está encerrado',
  'refusal.withdrawal_already_closed.text': 'Este saque está encerrado. <c>history</c> mostra como terminou.',
  'refusal.lease_lost.title': 'Não está mais com você',
  'refusal.lease_lost.text': 'Outra pessoa pegou depois. Veja a fila de novo.',
  'refusal.halted.title': 'O banco está fechado por um momento',
  'refusal.halted.text': 'Tudo o que é seu está seguro. A equipe vai abrir de novo; volte mais tarde.',
  'refusal.offer_closed.title': 'A oferta está encerrada',
  'refusal.offer_closed.text': 'Ela foi aceita, recusada ou retirada, ou demorou demais. Comece uma nova.',
  'refusal.invalid.title': 'Confira o que você escreveu',
  'refusal.invalid.text': 'Corrija e tente de novo. <c>help</c> mostra como.',
  'refusal.code_not_in_profile.title': 'As palavras ainda não estão no seu perfil',
  'refusal.code_not_in_profile.text': `
    Coloque todas as palavras no texto “Sobre” do seu perfil do Roblox e salve. O Roblox pode levar dois
    minutos para mostrar. Depois use <c>verify-confirm</c>.`,
  'refusal.profile_filtered.title': 'O Roblox escondeu algumas palavras',
  'refusal.profile_filtered.text': `
    No lugar delas, seu perfil mostra ####. Peça outras palavras com <c>verify</c>.`,
  'refusal.request_reused.title': 'Já foi usado',
  'refusal.request_reused.text': `
    Isto já foi usado antes, para outra coisa. Desta vez nada foi feito. Comece de novo.`,
  'refusal.insufficient_pets.title': 'Não há pets suficientes',
  'refusal.insufficient_pets.text': `
    <c>inventory</c> mostra quais pets estão disponíveis. Os que estão em um saque não contam.`,
  'refusal.insufficient_gems.title': 'Não há gemas suficientes',
  'refusal.insufficient_gems.text': `
    <c>balance</c> mostra quantas gemas estão disponíveis. As que estão em um saque não contam.`,
  'refusal.limit_exceeded.title': 'Isso é demais',
  'refusal.limit_exceeded.text': 'Peça menos, ou tente mais tarde. <c>cancel</c> cancela um saque aberto.',
  'refusal.link_cooldown.title': 'Foi vinculada há muito pouco tempo',
  'refusal.link_cooldown.text': `
    Há pouco tempo, esta conta do Roblox ainda estava vinculada a outro usuário do Discord. Por enquanto nada
    pode ser sacado. Isso protege o dono.`,
  'refusal.frozen.title': 'Sua conta está congelada',
  'refusal.frozen.text': `
    A equipe parou os saques dela. Tudo o que é seu está seguro. Pergunte à equipe o motivo.`,
  'refusal.untradable.title': 'Este pet não pode ser trocado',
  'refusal.untradable.text': 'O jogo não deixa trocar este pet. Tire-o e tente de novo com o resto.',
  'refusal.on_hold.title': 'Uma parte tem que esperar',
  'refusal.on_hold.text': `
    Tudo é seu. Mas o que acabou de chegar é conferido primeiro; quase sempre leva um minuto. Tente de novo
    depois, ou peça menos.`,
  'refusal.upstream_unavailable.title': 'O Roblox não responde',
  'refusal.upstream_unavailable.text': `
    Agora o banco não consegue falar com o Roblox. Nada se perde. Tente de novo em um minuto.`,
  'refusal.internal.title': 'Algo deu errado do nosso lado',
  'refusal.internal.text': `
    Nada seu se perde. Tente de novo em um minuto. Se continuar, passe esta referência à equipe:
    {reference}.`,
  'refusal.busy.title': 'O banco está ocupado',
  'refusal.busy.text': 'Não consegui fazer isso agora. Tente de novo daqui a pouco: nada é feito duas vezes.',
  'detail.error': '<b>{field}</b>: {message}',
  'detail.did-you-mean': 'Você quis dizer <b>{meant}</b>?',
  'detail.possible-again': 'Será possível de novo {when}.',
  'detail.held-by-staff': '<b>{what}</b>: a equipe precisa olhar primeiro.',
  'detail.held-until': '<b>{what}</b>: você poderá usar {when}, ou antes.',
  'detail.free': `
    <b>{what}</b>: {available, plural, one {{available, number} disponível} many {{available, number}
    disponíveis} other {{available, number} disponíveis}}.`,
  'detail.gems': 'Gemas',
  'limit.exceeded': `
    No máximo <b>{allowed, number}</b> {what}. Já usado: {used, number}. Você pediu: {requested, number}.`,
  'limit.resets': 'Renova {when}.',
  'limit.LIMIT_PETS_PER_TRADE': 'pets em uma troca',
  'limit.LIMIT_GEMS_PER_TRADE': 'gemas em uma troca',
  'limit.LIMIT_OPEN_WITHDRAWALS': 'saques abertos ao mesmo tempo',
  'limit.LIMIT_PETS_PER_DAY': 'pets por dia',
  'limit.LIMIT_GEMS_PER_DAY': 'gemas por dia',
  'limit.LIMIT_PETS_HELD': 'pets no banco',
  'limit.LIMIT_GEMS_HELD': 'gemas no banco',
  'limit.OFFERS_MADE': 'ofertas abertas de um membro',
  'limit.OFFERS_RECEIVED': 'ofertas abertas para um membro',
  'input.required': 'está faltando',
  'input.whole-number': 'tem que ser um número inteiro',
  'input.one-of': 'tem que ser um destes: {choices}',
  'input.at-least': 'tem que ser {least, number} ou mais',
  'input.at-most': 'tem que ser {most, number} ou menos',
  'input.too-short': `
    tem que ter pelo menos {count, plural, one {{count, number} caractere} many {{count, number} de
    caracteres} other {{count, number} caracteres}}`,
  'input.too-long': `
    pode ter no máximo {count, plural, one {{count, number} caractere} many {{count, number} de
    caracteres} other {{count, number} caracteres}}`,
};
