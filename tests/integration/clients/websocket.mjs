// SPDX-License-Identifier: GPL-3.0-or-later
// A browser's WebSocket for Node versions that have none (before 22): as much of it as the pages use.
// Text messages, ping and close; what a page cannot see (status of a refusal) it cannot see here either.
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export class WebSocket {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    readyState = WebSocket.CONNECTING;
    onopen = null;
    onmessage = null;
    onerror = null;
    onclose = null;
    #socket = null;
    #input = Buffer.alloc(0);
    #code = 1006;
    #reason = '';

    constructor(url) {
        const { hostname, port, pathname, search } = new URL(url);
        const key = randomBytes(16).toString('base64');
        const request = http.request({
            hostname, port, path: pathname + search,
            headers: { Connection: 'Upgrade', Upgrade: 'websocket', Origin: `http://${hostname}:${port}`,
                'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key },
        });
        request.on('upgrade', (response, socket, head) => {
            const expected = createHash('sha1').update(key + magic).digest('base64');
            if (response.headers['sec-websocket-accept'] !== expected)
                return this.#end(new Error('a wrong Sec-WebSocket-Accept'));
            this.#socket = socket;
            this.readyState = WebSocket.OPEN;
            socket.on('data', (data) => this.#take(data));
            socket.on('error', () => {});
            socket.on('close', () => this.#end());
            this.onopen?.({ type: 'open' });
            if (head.length > 0)
                this.#take(head);
        });
        request.on('response', (response) => {
            response.resume();
            this.#end(new Error(`answered with ${response.statusCode}`));
        });
        request.on('error', (error) => this.#end(error));
        request.end();
    }

    send(text) {
        if (this.readyState === WebSocket.CONNECTING)
            throw new Error('InvalidStateError');
        if (this.readyState === WebSocket.OPEN)
            this.#write(0x1, Buffer.from(String(text)));
    }

    close(code = 1000, reason = '') {
        if (this.readyState !== WebSocket.OPEN)
            return;
        this.readyState = WebSocket.CLOSING;
        const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
        payload.writeUInt16BE(code);
        payload.write(reason, 2);
        this.#write(0x8, payload);
    }

    #write(opcode, payload) {
        const mask = randomBytes(4);
        let head;
        if (payload.length < 126) {
            head = Buffer.from([0x80 | opcode, 0x80 | payload.length]);
        } else {
            head = Buffer.from([0x80 | opcode, 0x80 | 126, 0, 0]);
            head.writeUInt16BE(payload.length, 2);
        }
        const masked = Buffer.from(payload.map((byte, i) => byte ^ mask[i % 4]));
        this.#socket.write(Buffer.concat([head, mask, masked]));
    }

    #take(data) {
        this.#input = Buffer.concat([this.#input, data]);
        for (;;) {
            if (this.#input.length < 2)
                return;
            let size = this.#input[1] & 0x7f;
            let start = 2;
            if (size === 126) {
                if (this.#input.length < 4)
                    return;
                size = this.#input.readUInt16BE(2);
                start = 4;
            } else if (size === 127) {
                if (this.#input.length < 10)
                    return;
                size = Number(this.#input.readBigUInt64BE(2));
                start = 10;
            }
            if (this.#input.length < start + size)
                return;
            const opcode = this.#input[0] & 0x0f;
            const payload = this.#input.subarray(start, start + size);
            this.#input = this.#input.subarray(start + size);
            if (opcode === 0x1) {
                this.onmessage?.({ type: 'message', data: payload.toString('utf8') });
            } else if (opcode === 0x8) {
                this.#code = size >= 2 ? payload.readUInt16BE(0) : 1005;
                this.#reason = payload.subarray(2).toString('utf8');
                this.#socket.end();
            } else if (opcode === 0x9) {
                this.#write(0xa, payload);
            }
        }
    }

    #end(error) {
        if (this.readyState === WebSocket.CLOSED)
            return;
        this.readyState = WebSocket.CLOSED;
        this.#socket?.destroy();
        if (error)
            this.onerror?.({ type: 'error', message: error.message });
        this.onclose?.({ type: 'close', code: this.#code, reason: this.#reason });
    }
}
