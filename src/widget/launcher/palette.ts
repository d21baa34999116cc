/** A file of its own, fetched where the page gives a colour that the hub does not know: few pages do. */
export { paletteOf } from '#shared/domain/palette.ts';
