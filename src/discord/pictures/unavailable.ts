const REASONS = {
  busy: 'too many pictures are waiting to be drawn',
  late: 'the picture took too long to draw',
  failed: 'the picture could not be drawn',
  closed: 'no more pictures are drawn: the bank is stopping',
} as const;

/** There is no picture this time. Everything a picture shows is said in words too, so a reply goes out without it. */
export class PictureUnavailable extends Error {
  override readonly name = 'PictureUnavailable';

  constructor(
    readonly reason: keyof typeof REASONS,
    detail?: string,
  ) {
    super(detail === undefined ? REASONS[reason] : `${REASONS[reason]}: ${detail}`);
  }
}
