/** `*` stands for any run of characters. Never tries more than pattern length x text length. */
export function matchesGlob(glob: string, text: string): boolean {
	if (!glob.includes('*')) {
		return glob === text;
	}
	let [at, inText, star, retry] = [0, 0, -1, 0];
	while (inText < text.length) {
		if (glob[at] === '*') {
			star = at++;
			retry = inText;
		} else if (at < glob.length && glob[at] === text[inText]) {
			at++;
			inText++;
		} else if (star >= 0) {
			at = star + 1;
			inText = ++retry;
		} else {
			return false;
		}
	}
	while (glob[at] === '*') {
		at++;
	}
	return at === glob.length;
}

/** A test for texts that one of the globs stands for, whatever their case. */
export function globMatcher(globs: readonly string[]): (text: string) => boolean {
	const wanted = globs.map((glob) => glob.toLowerCase());
	return (text) => {
		const lower = text.toLowerCase();
		return wanted.some((glob) => matchesGlob(glob, lower));
	};
}
