import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { buildSampleStory } from '../test/builders/sampleStory.ts';

/**
 * Writes the bundled sample history: one trail log file, named as CloudTrail names them. Run it
 * after a change of the story; a test fails while the file is stale.
 */
const folder = new URL('../media/sample/', import.meta.url);
const file = new URL('111122223333_CloudTrail_eu-west-1_20261120T1200Z_sample.json.gz', folder);

const zipped = gzipSync(JSON.stringify({ Records: buildSampleStory() }), { level: 9 });
// The header names the operating system: the same bytes wherever this runs.
zipped[9] = 255;
await mkdir(folder, { recursive: true });
await writeFile(file, zipped);
