/** An element `begin` of data for a page's script, which is never run itself; nothing in it can end it. */
export function beginElement(begin: unknown): string {
	const json = JSON.stringify(begin).replaceAll('<', '\\u003c');
	return `<script type="application/json" id="begin">${json}</script>`;
}
