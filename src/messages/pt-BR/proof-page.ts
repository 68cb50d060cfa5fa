import type { proofPage as english } from '../en/proof-page.ts';
import type { Translation } from '../translation.ts';

export const proofPage: Translation<typeof english> = {
  'proof-page.title': 'Prova',
  'proof-page.description': `
    O que este banco deve aos membros, o que os caixas têm, e como qualquer um pode conferir.`,
  'proof-page.heading': 'O que devemos, e como conferir',
  'proof-page.lead': `
    Cada pet e cada gema deste banco é de um membro. Aqui está quanto é, ao lado do que nossos caixas
    dizem ter. Ninguém é citado pelo nome.`,
  'proof-page.needs-script': `
    Esta página precisa de JavaScript. Programas recebem o mesmo em JSON neste endereço.`,
  'proof-page.reading': 'Lendo os livros …',
  'proof-page.unreadable': 'Não deu para ler os livros agora. Tente de novo daqui a um minuto.',
  'proof-page.no-limit': `
    Neste banco, uma só pessoa da equipe pode mover qualquer quantidade: quem cuida dele não definiu
    limite.`,
  'proof-page.assets': 'O que se deve e o que há',
  'proof-page.search': 'Procurar um pet',
  'proof-page.pet': 'Pet',
  'proof-page.owed': 'Devido',
  'proof-page.held': 'Guardado',
  'proof-page.covered': 'Coberto',
  'proof-page.more': 'Mostrar mais',
  'proof-page.tellers': 'Quem diz o que temos',
  'proof-page.am-i-in-it': 'Eu estou nisso?',
  'proof-page.am-i-how': `
    Mande <c>proof</c> para o nosso bot no Discord. Ele te manda um arquivo. Escolha o arquivo aqui: seu
    próprio navegador confere que tudo o que você tem está contado acima. O arquivo não sai do seu
    aparelho.`,
  'proof-page.file': 'Seu arquivo de prova',
  'proof-page.history': 'Raízes anteriores',
  'proof-page.history-how': `
    Você anotou alguma? Ela tem que continuar aqui, sem mudança. Se não estiver, quem tiver uma prova daquele
    momento pode mostrar isso.`,
  'proof-page.older': 'Mostrar mais antigos',
  'proof-page.limits': 'O que isto mostra, e o que não pode',
  'proof-page.nobody-left-out': 'Ninguém fica de fora',
  'proof-page.nobody-left-out-how': `
    Os pets de cada membro são uma folha de uma árvore, e a árvore termina em um número comprido, a raiz.
    Se faltasse um só pet seu, seu arquivo não levaria a esse número.`,
  'proof-page.past': 'O passado fica como era',
  'proof-page.past-how': `
    A cabeça sela cada passo até esse número. Copie os dois. Assim ninguém consegue mostrar depois outros
    livros para esse passo.`,
  'proof-page.cannot': 'O que não pode mostrar',
  'proof-page.cannot-how': `
    Não pode mostrar que nossos caixas têm mesmo os pets. Só sabemos o que eles dizem. Um caixa com um
    programa diz isso a cada poucos segundos. Um que a equipe joga à mão não diz nada. Você pode ver os caixas
    no jogo.`,
  'proof-page.others': 'O que os outros ficam sabendo de você',
  'proof-page.others-how': `
    Algumas quantidades que ficam ao lado das suas na árvore, sem nenhum nome. A cada vez, um segredo novo
    esconde de quem são.`,
  'proof-page.copy': 'Copiar',
  'proof-page.copied': 'Copiado',
  'proof-page.start': 'o começo',
  'proof-page.members': 'Membros contados',
  'proof-page.as-of': 'Com data de',
  'proof-page.step': 'passo {seq, number}',
  'proof-page.root': 'Raiz de tudo o que se deve',
  'proof-page.head': 'Cabeça dos livros',
  'proof-page.no-teller': 'Nenhum caixa deu sinal ainda.',
  'proof-page.by-hand': 'À mão',
  'proof-page.by-hand-why': 'A equipe troca com esta conta à mão: nenhum programa diz o que ela tem.',
  'proof-page.old-word': 'Dado antigo',
  'proof-page.fresh-word': 'Dado recente',
  'proof-page.said': 'Disse o que tem {ago}.',
  'proof-page.just-now': 'agora mesmo',
  'proof-page.nothing-yet': 'Ainda não há nada no banco.',
  'proof-page.of-kinds': `
    {found, number} de {count, plural, one {{count, number} tipo} many {{count, number} de tipos} other
    {{count, number} tipos}}`,
  'proof-page.not-reported': 'não informado',
  'proof-page.nothing-owed': 'nada devido',
  'proof-page.all-of-it': 'tudo',
  'proof-page.counted': 'Sim: tudo isto está contado no que o banco diz que deve.',
  'proof-page.no-proof': 'Este não é um arquivo de prova de um Petbank.',
  'proof-page.does-not-hold': 'A prova não está certa. {why}. Mostre a outros membros.',
  'proof-page.other-step': `
    O arquivo está certo, mas é do passo {seq, number}, e esta página é de outro. Peça um arquivo novo e
    carregue esta página de novo.`,
  'proof-page.had-nothing': 'Nesse passo você não tinha nada no banco.',
  'proof-page.sealed': 'selado no passo {seq, number}',
  'proof-page.hash': 'Hash desse passo: {hash}',
  'proof-page.needs-https': 'Seu navegador só consegue conferir isso por https.',
  'proof-page.gems': 'Gemas',
};
