import {
  ActionRowBuilder,
  AttachmentBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  Partials,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { DiscordDouble } from './discord.ts';

/*
 * A small bot made with the real discord.js, for the double's own test: every kind of answer once.
 */

export interface BotOptions {
  readonly asksForContent?: boolean;
  readonly shards?: number;
}

export function createBot(
  discord: DiscordDouble,
  { asksForContent = true, shards }: BotOptions = {},
): Client {
  const client = new Client({
    ...discord.clientOptions,
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(asksForContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    ...(shards === undefined
      ? {}
      : { shards: Array.from({ length: shards }, (_, id) => id), shardCount: shards }),
  });
  // A refused answer is checked in the double; here it only must not end the process.
  const swallow = (work: Promise<unknown>) => void work.catch(() => undefined);
  client.on(Events.InteractionCreate, (interaction) => swallow(answer(interaction)));
  client.on(Events.MessageCreate, (message) => swallow(reply(message)));
  client.on(Events.Error, () => undefined);
  return client;
}

export const COMMANDS = [
  new SlashCommandBuilder()
    .setName('balance')
    .setDescription('What you own')
    .addStringOption((option) => option.setName('pet').setDescription('A pet').setAutocomplete(true)),
  new SlashCommandBuilder().setName('slow').setDescription('Answers later'),
  new SlashCommandBuilder().setName('panel').setDescription('A button, a menu and a form'),
  new SlashCommandBuilder()
    .setName('teller')
    .setDescription('For staff')
    .addSubcommand((subcommand) =>
      subcommand
        .setName('take')
        .setDescription('Take a deposit')
        .addUserOption((option) => option.setName('member').setDescription('From whom').setRequired(true))
        .addIntegerOption((option) => option.setName('gems').setDescription('How many').setMinValue(1)),
    ),
].map((command) => command.toJSON());

export async function startBot(discord: DiscordDouble, options: BotOptions = {}): Promise<Client<true>> {
  const client = createBot(discord, options);
  const { promise, resolve } = Promise.withResolvers<Client<true>>();
  client.once(Events.ClientReady, resolve);
  await client.login(discord.token);
  const ready = await promise;
  await ready.application.commands.set(COMMANDS);
  return ready;
}

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return complete(interaction);
  if (interaction.isChatInputCommand()) return run(interaction);
  if (interaction.isModalSubmit()) return thank(interaction);
  if (interaction.isButton()) {
    if (interaction.customId === 'form') return interaction.showModal(form());
    await interaction.deferUpdate();
    return interaction.editReply({ content: `pressed by ${interaction.user.username}`, components: [] });
  }
  if (interaction.isStringSelectMenu()) return interaction.update({ content: interaction.values.join('+') });
  return undefined;
}

async function run(interaction: ChatInputCommandInteraction): Promise<unknown> {
  switch (interaction.commandName) {
    case 'balance': {
      const pet = interaction.options.getString('pet') ?? 'gems';
      return interaction.reply({ content: `12 ${pet} ${interaction.locale}`, flags: MessageFlags.Ephemeral });
    }
    case 'slow': {
      await interaction.deferReply();
      const picture = new AttachmentBuilder(Buffer.from('not really a picture'), { name: 'pets.png' });
      const embeds = [{ title: 'Pets', image: { url: 'attachment://pets.png' } }];
      await interaction.editReply({ content: 'your pets', embeds, files: [picture] });
      return interaction.followUp({ content: 'and this', flags: MessageFlags.Ephemeral });
    }
    case 'panel':
      return interaction.reply({ content: 'choose', components: panel(), withResponse: true });
    default: {
      const member = interaction.options.getUser('member', true).username;
      const gems = interaction.options.getInteger('gems') ?? 0;
      const mayManage = interaction.memberPermissions?.has('ManageGuild') ?? false;
      return interaction.reply(`${interaction.options.getSubcommand()} ${gems} of ${member}, ${mayManage}`);
    }
  }
}

function complete(interaction: AutocompleteInteraction): Promise<unknown> {
  const typed = interaction.options.getFocused();
  const pets = ['Huge Cat', 'Huge Dog', 'Titanic Owl'].filter((pet) => pet.startsWith(typed));
  return interaction.respond(pets.map((name) => ({ name, value: name })));
}

function thank(interaction: ModalSubmitInteraction): Promise<unknown> {
  return interaction.reply({ content: `because ${interaction.fields.getTextInputValue('reason')}` });
}

async function reply(message: Message): Promise<unknown> {
  if (message.author.bot) return undefined;
  const text = message.content.replace(`<@${message.client.user.id}>`, '').trim();
  if (text === '!ping') return message.reply('pong');
  if (text === '!private') return message.author.send('for your eyes');
  if (text === '!nonce') {
    const channel = message.channel;
    if (!channel.isSendable()) return undefined;
    const once = { content: 'once', nonce: 'outbox-7', enforceNonce: true };
    await channel.send(once);
    return channel.send(once);
  }
  return message.reply(text === '' ? 'I see no text' : `what is ${text}?`);
}

function panel() {
  const menu = new StringSelectMenuBuilder()
    .setCustomId('pets')
    .setMaxValues(2)
    .addOptions(
      { label: 'Cat', value: 'cat' },
      { label: 'Dog', value: 'dog' },
      { label: 'Owl', value: 'owl' },
    );
  const buttons = [
    new ButtonBuilder().setCustomId('confirm').setLabel('Confirm').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('form').setLabel('Give a reason').setStyle(ButtonStyle.Secondary),
  ];
  return [
    new ActionRowBuilder<ButtonBuilder>().addComponents(buttons),
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
  ];
}

function form() {
  const input = new TextInputBuilder()
    .setCustomId('reason')
    .setLabel('Why?')
    .setStyle(TextInputStyle.Short)
    .setMaxLength(50);
  return new ModalBuilder()
    .setCustomId('reasons')
    .setTitle('A reason')
    .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input));
}
