import type { SoundName } from '#shared/domain/alerts/kinds.ts';

const rate = 22_050;
const longestHeader = 44;

/** A tone: when it begins and how long it rings in seconds, its pitch in hertz, its strength beside the others. */
type Tone = {
  readonly at: number;
  readonly rings: number;
  readonly pitch: number;
  readonly strength: number;
};

/** Three figures that are told apart at once: two notes up, three notes up, and a pair that comes again. */
const figures: Readonly<Record<SoundName, readonly Tone[]>> = {
  message: [
    { at: 0, rings: 0.22, pitch: 659, strength: 0.8 },
    { at: 0.09, rings: 0.36, pitch: 880, strength: 1 },
  ],
  offer: [
    { at: 0, rings: 0.25, pitch: 523, strength: 0.8 },
    { at: 0.13, rings: 0.25, pitch: 659, strength: 0.9 },
    { at: 0.26, rings: 0.5, pitch: 784, strength: 1 },
  ],
  urgent: [0, 0.42].flatMap((at) => [
    { at, rings: 0.2, pitch: 988, strength: 1 },
    { at: at + 0.14, rings: 0.26, pitch: 740, strength: 1 },
  ]),
};

/**
 * A sound as a WAV file (mono, 16 bit), at a volume of 0 to 100. Made here, so that every player plays it as loud as it
 * is to be, whether or not it knows of volumes.
 */
export function wavOf(name: SoundName, volume: number): Buffer {
  const tones = figures[name];
  const end = Math.max(...tones.map(({ at, rings }) => at + rings));
  const samples = new Float64Array(Math.ceil(end * rate));
  for (const tone of tones) ring(samples, tone);
  const peak = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  // What is heard as half as loud is a tenth of the power: volume is squared.
  const gain = (0.9 * (volume / 100) ** 2) / peak;
  const file = Buffer.alloc(longestHeader + samples.length * 2);
  writeHeader(file, samples.length * 2);
  samples.forEach((each, i) => {
    file.writeInt16LE(Math.round(each * gain * 32_767), longestHeader + i * 2);
  });
  return file;
}

/** A struck note: quick to begin, dying away, with a little of its octave. */
function ring(samples: Float64Array, { at, rings, pitch, strength }: Tone): void {
  const from = Math.round(at * rate);
  const length = Math.min(Math.round(rings * rate), samples.length - from);
  for (let i = 0; i < length; i += 1) {
    const t = i / rate;
    const begins = Math.min(1, t / 0.006);
    const ends = Math.min(1, (length - i) / (0.02 * rate));
    const turn = 2 * Math.PI * pitch * t;
    const wave = Math.sin(turn) + 0.25 * Math.sin(2 * turn);
    samples[from + i] =
      (samples[from + i] ?? 0) + strength * begins * ends * Math.exp(-t / (rings / 3)) * wave;
  }
}

function writeHeader(file: Buffer, dataLength: number): void {
  file.write('RIFF', 0, 'ascii');
  file.writeUInt32LE(36 + dataLength, 4);
  file.write('WAVEfmt ', 8, 'ascii');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'ascii');
  file.writeUInt32LE(dataLength, 40);
}
