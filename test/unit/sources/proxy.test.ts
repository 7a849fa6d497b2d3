import { createServer, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { proxyFor, TunnelAgent } from '../../../src/sources/proxy.ts';

const host = 'cloudtrail.eu-west-1.example.com';

describe('proxyFor', () => {
	it('takes the setting before the environment', () => {
		const env = { HTTPS_PROXY: 'http://env.example.com:1' };
		expect(proxyFor(host, 'http://set.example.com:2', env)?.host).toBe('set.example.com:2');
		expect(proxyFor(host, undefined, env)?.host).toBe('env.example.com:1');
		expect(proxyFor(host, '', { https_proxy: 'bare.example.com:3' })?.host).toBe(
			'bare.example.com:3',
		);
		expect(proxyFor(host, undefined, {})).toBeUndefined();
	});

	it.each(['*', 'example.com', '.example.com', '*.example.com', `other, ${host}:443`])(
		'connects directly where NO_PROXY says %s',
		(exceptions) => {
			const env = { HTTPS_PROXY: 'http://env.example.com:1', NO_PROXY: exceptions };
			expect(proxyFor(host, undefined, env)).toBeUndefined();
		},
	);

	it('does not take part of a name for an exception', () => {
		const env = { HTTPS_PROXY: 'http://env.example.com:1', NO_PROXY: 'ample.com' };
		expect(proxyFor(host, undefined, env)).toBeDefined();
	});

	it('refuses what is no proxy', () => {
		expect(() => proxyFor(host, 'socks5://example.com:1', {})).toThrow(/proxy/);
	});
});

describe('TunnelAgent', () => {
	let proxy: Server | undefined;
	afterEach(() => {
		proxy?.closeAllConnections();
		proxy?.close();
	});

	/** A proxy that answers CONNECT with a status. @returns the requests and what came after them. */
	async function startProxy(status: string) {
		const seen: { url: string | undefined; auth: string | undefined; bytes?: Buffer }[] = [];
		const server = createServer();
		const sockets: Duplex[] = [];
		server.on('connect', ({ url, headers }, socket) => {
			const one: (typeof seen)[number] = { url, auth: headers['proxy-authorization'] };
			seen.push(one);
			sockets.push(socket);
			socket.on('error', () => undefined);
			socket.once('data', (bytes: Buffer) => {
				one.bytes = bytes;
				socket.destroy();
			});
			socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		proxy = server;
		return { seen, port: (server.address() as AddressInfo).port };
	}

	function get(agent: https.Agent): Promise<Error> {
		return new Promise((resolve, reject) => {
			https
				.get(`https://${host}/`, { agent }, () => reject(new Error('answered')))
				.on('error', resolve);
		});
	}

	it('opens a tunnel to the host and speaks TLS with it, by its name', async () => {
		const { seen, port } = await startProxy('200 Connection established');
		const url = new URL(`http://ann:p%40ss@127.0.0.1:${port}`);
		await get(new TunnelAgent({ proxyOf: () => url }));
		expect(seen).toMatchObject([
			{ url: `${host}:443`, auth: `Basic ${Buffer.from('ann:p@ss').toString('base64')}` },
		]);
		expect(seen[0]?.bytes?.[0]).toBe(0x16);
		expect(seen[0]?.bytes?.includes(host)).toBe(true);
	});

	it('says that the proxy refused', async () => {
		const { port } = await startProxy('407 Proxy Authentication Required');
		const error = await get(
			new TunnelAgent({ proxyOf: () => new URL(`http://127.0.0.1:${port}`) }),
		);
		expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('407') });
	});

	it('says that the proxy cannot be reached', async () => {
		const error = await get(new TunnelAgent({ proxyOf: () => new URL('http://127.0.0.1:1') }));
		expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('proxy') });
	});
});
