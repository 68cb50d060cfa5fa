import type { Locale } from 'discord.js';

type Language =
  `${Locale.German | Locale.SpanishES | Locale.SpanishLATAM | Locale.French | Locale.PortugueseBR}`;

interface Localization {
  /** Lower case, 1 to 32 characters, no spaces. */
  readonly name: string;
  /** 1 to 100 characters. */
  readonly description: string;
}

const inSpanish = (words: Localization) => ({ 'es-ES': words, 'es-419': words }) as const;

/** Members' commands in other languages; everything else that the bot says is in English. */
export const LOCALIZATIONS: {
  readonly [command: string]: { readonly [L in Language]: Localization } | undefined;
} = {
  verify: {
    de: { name: 'verknüpfen', description: 'Verknüpfe dein Roblox-Konto' },
    ...inSpanish({ name: 'verificar', description: 'Vincula tu cuenta de Roblox' }),
    fr: { name: 'vérifier', description: 'Associe ton compte Roblox' },
    'pt-BR': { name: 'verificar', description: 'Vincule sua conta do Roblox' },
  },
  'verify-confirm': {
    de: { name: 'verknüpfen-fertig', description: 'Die Wörter stehen in deinem Roblox-Profil' },
    ...inSpanish({ name: 'verificar-listo', description: 'Las palabras ya están en tu perfil de Roblox' }),
    fr: { name: 'vérifier-terminé', description: 'Les mots sont dans ton profil Roblox' },
    'pt-BR': { name: 'verificar-pronto', description: 'As palavras já estão no seu perfil do Roblox' },
  },
  inventory: {
    de: { name: 'haustiere', description: 'Deine Haustiere in der Bank' },
    ...inSpanish({ name: 'inventario', description: 'Tus mascotas en el banco' }),
    fr: { name: 'inventaire', description: 'Tes animaux à la banque' },
    'pt-BR': { name: 'inventário', description: 'Seus pets no banco' },
  },
  balance: {
    de: { name: 'guthaben', description: 'Deine Edelsteine und was alles wert ist' },
    ...inSpanish({ name: 'saldo', description: 'Tus gemas y cuánto vale todo lo tuyo' }),
    fr: { name: 'solde', description: 'Tes gemmes et la valeur de tout ce que tu as' },
    'pt-BR': { name: 'saldo', description: 'Suas gemas e quanto vale tudo o que é seu' },
  },
  deposit: {
    de: { name: 'einzahlen', description: 'Bringe Haustiere und Edelsteine zur Bank' },
    ...inSpanish({ name: 'depositar', description: 'Lleva mascotas y gemas al banco' }),
    fr: { name: 'déposer', description: 'Apporte des animaux et des gemmes à la banque' },
    'pt-BR': { name: 'depositar', description: 'Leve pets e gemas ao banco' },
  },
  tellers: {
    de: { name: 'annahmestellen', description: 'Wer im Spiel Haustiere für die Bank annimmt' },
    ...inSpanish({ name: 'cajeros', description: 'Quiénes reciben mascotas en el juego para el banco' }),
    fr: { name: 'guichets', description: 'Qui reçoit les animaux dans le jeu pour la banque' },
    'pt-BR': { name: 'caixas', description: 'Quem recebe pets no jogo para o banco' },
  },
  mypage: {
    de: { name: 'meineseite', description: 'Eine Seite mit deinen Haustieren, deinem Verlauf und Nachweis' },
    ...inSpanish({ name: 'mipágina', description: 'Una página con tus mascotas, tu historial y tu prueba' }),
    fr: { name: 'mapage', description: 'Une page avec tes animaux, ton historique et ta preuve' },
    'pt-BR': { name: 'minhapágina', description: 'Uma página com seus pets, seu histórico e sua prova' },
  },
  proof: {
    de: { name: 'nachweis', description: 'Prüfe, dass dein Besitz in den Büchern der Bank steht' },
    ...inSpanish({ name: 'prueba', description: 'Comprueba que lo tuyo está en las cuentas del banco' }),
    fr: { name: 'preuve', description: 'Vérifie que ce que tu as figure dans les comptes de la banque' },
    'pt-BR': { name: 'prova', description: 'Confira que o que é seu está nas contas do banco' },
  },
  withdraw: {
    de: { name: 'abheben', description: 'Hole Haustiere und Edelsteine zurück ins Spiel' },
    ...inSpanish({ name: 'retirar', description: 'Recupera mascotas y gemas en el juego' }),
    fr: { name: 'retirer', description: 'Récupère des animaux et des gemmes dans le jeu' },
    'pt-BR': { name: 'sacar', description: 'Receba pets e gemas de volta no jogo' },
  },
  gift: {
    de: { name: 'schenken', description: 'Schenke einem anderen Mitglied Haustiere und Edelsteine' },
    ...inSpanish({ name: 'regalar', description: 'Regala mascotas y gemas a otro miembro' }),
    fr: { name: 'offrir', description: 'Offre des animaux et des gemmes à un autre membre' },
    'pt-BR': { name: 'presentear', description: 'Dê pets e gemas a outro membro' },
  },
  trade: {
    de: { name: 'tauschen', description: 'Tausche mit einem anderen Mitglied: beide sehen beide Seiten' },
    ...inSpanish({
      name: 'intercambiar',
      description: 'Intercambia con otro miembro: ambos ven las dos partes y aceptan',
    }),
    fr: { name: 'échanger', description: 'Échange avec un autre membre : chacun voit les deux côtés' },
    'pt-BR': { name: 'trocar', description: 'Troque com outro membro: os dois veem os dois lados' },
  },
  cancel: {
    de: { name: 'abbrechen', description: 'Brich eine Auszahlung ab, die noch wartet' },
    ...inSpanish({ name: 'cancelar', description: 'Cancela una retirada que aún espera' }),
    fr: { name: 'annuler', description: 'Annule un retrait encore en attente' },
    'pt-BR': { name: 'cancelar', description: 'Cancele um saque que ainda espera' },
  },
  history: {
    de: { name: 'verlauf', description: 'Was zuletzt auf deinem Konto geschah' },
    ...inSpanish({ name: 'historial', description: 'Lo último que pasó en tu cuenta' }),
    fr: { name: 'historique', description: 'Ce qui s’est passé sur ton compte' },
    'pt-BR': { name: 'histórico', description: 'O que aconteceu na sua conta' },
  },
  value: {
    de: { name: 'wert', description: 'Was ein Haustier wert ist' },
    ...inSpanish({ name: 'valor', description: 'Cuánto vale una mascota' }),
    fr: { name: 'valeur', description: 'Ce que vaut un animal' },
    'pt-BR': { name: 'valor', description: 'Quanto vale um pet' },
  },
  help: {
    de: { name: 'hilfe', description: 'Alles, was ich kann' },
    ...inSpanish({ name: 'ayuda', description: 'Todo lo que sé hacer' }),
    fr: { name: 'aide', description: 'Tout ce que je sais faire' },
    'pt-BR': { name: 'ajuda', description: 'Tudo o que eu sei fazer' },
  },
  whois: {
    de: { name: 'wer-ist', description: 'Welches Roblox-Konto jemand hier verknüpft hat' },
    ...inSpanish({ name: 'quién-es', description: 'Qué cuenta de Roblox tiene alguien aquí' }),
    fr: { name: 'qui-est', description: 'Quel compte Roblox quelqu’un a associé ici' },
    'pt-BR': { name: 'quem-é', description: 'Qual conta do Roblox alguém tem aqui' },
  },
  update: {
    de: { name: 'aktualisieren', description: 'Bringe deine Rolle und deinen Namen im Server auf den Stand' },
    ...inSpanish({ name: 'actualizar', description: 'Actualiza tu rol y tu nombre en el servidor' }),
    fr: { name: 'actualiser', description: 'Mets à jour ton rôle et ton nom sur le serveur' },
    'pt-BR': { name: 'atualizar', description: 'Atualize seu cargo e seu nome no servidor' },
  },
  notices: {
    de: { name: 'nachrichten', description: 'Wähle, worüber ich dir schreibe' },
    ...inSpanish({ name: 'avisos', description: 'Elige sobre qué te escribo' }),
    fr: { name: 'notifications', description: 'Choisis ce dont je te préviens' },
    'pt-BR': { name: 'avisos', description: 'Escolha sobre o que eu escrevo para você' },
  },
  unlink: {
    de: { name: 'trennen', description: 'Trenne dein Roblox-Konto von Discord' },
    ...inSpanish({ name: 'desvincular', description: 'Separa tu cuenta de Roblox de Discord' }),
    fr: { name: 'dissocier', description: 'Sépare ton compte Roblox de Discord' },
    'pt-BR': { name: 'desvincular', description: 'Separe sua conta do Roblox do Discord' },
  },
  export: {
    de: { name: 'meine-daten', description: 'Alles über dich, als Datei' },
    ...inSpanish({ name: 'mis-datos', description: 'Todo sobre ti, en un archivo' }),
    fr: { name: 'mes-données', description: 'Tout ce qui te concerne, dans un fichier' },
    'pt-BR': { name: 'meus-dados', description: 'Tudo sobre você, em um arquivo' },
  },
  'forget-me': {
    de: { name: 'vergiss-mich', description: 'Lösche, was die Bank von dir weiß' },
    ...inSpanish({ name: 'olvídame', description: 'Borra lo que el banco sabe de ti' }),
    fr: { name: 'oublie-moi', description: 'Efface ce que la banque sait de toi' },
    'pt-BR': { name: 'esqueça-me', description: 'Apague o que o banco sabe de você' },
  },
};
