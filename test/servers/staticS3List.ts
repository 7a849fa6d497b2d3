export interface StoredObject {
	readonly key: string;
	readonly body: Buffer;
	/** With its quotes. */
	readonly etag: string;
}

/**
 * ListObjectsV2 as XML: prefix, delimiter, start-after, continuation-token and max-keys.
 * @param objects in the order of their keys.
 */
export function listObjects(objects: readonly StoredObject[], query: URLSearchParams): string {
	const prefix = query.get('prefix') ?? '';
	const delimiter = query.get('delimiter');
	const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
	const most = Math.min(1000, Number(query.get('max-keys') ?? 1000));
	const items = new Map<string, string>();
	let last = '';
	let truncated = false;
	for (const { key, body, etag } of objects) {
		const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
		const name = end < 0 ? key : key.slice(0, end + 1);
		if (!key.startsWith(prefix) || name <= after || items.has(name)) {
			continue;
		}
		if (items.size === most) {
			truncated = true;
			break;
		}
		last = name;
		items.set(
			name,
			end < 0
				? `<Contents><Key>${key}</Key><ETag>${etag.replaceAll('"', '&quot;')}</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
				: `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`,
		);
	}
	const token = truncated ? `<NextContinuationToken>${last}</NextContinuationToken>` : '';
	return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>${items.size}</KeyCount><IsTruncated>${truncated}</IsTruncated>${token}${[...items.values()].join('')}</ListBucketResult>`;
}
