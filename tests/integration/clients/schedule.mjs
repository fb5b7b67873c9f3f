// SPDX-License-Identifier: GPL-3.0-or-later
// What the schedule's pages do on their socket (contracts.md D2, D5): one connection for the whole page,
// listeners by a message's type or, in the first generation, by its event; three seconds before it comes
// back, five times at most, counted anew after each success. Time passes faster. A line for each thing that
// happens; goes on until its standard input ends. Run: node schedule.mjs PORT TOKEN|- first|second
import readline from 'node:readline';
import { WebSocket as StandIn } from './websocket.mjs';

const WebSocket = globalThis.WebSocket ?? StandIn;
const [port, token, generation] = process.argv.slice(2);
const faster = 20;
const most = 5;

const listeners = new Map();
const service = {
    ws: null,
    failures: 0,
    on(name, callback) {
        if (!listeners.has(name))
            listeners.set(name, new Set());
        listeners.get(name).add(callback);
    },
    off(name, callback) {
        listeners.get(name)?.delete(callback);
    },
    tell(name, message) {
        for (const callback of listeners.get(name) ?? [])
            callback(message);
    },
    connect() {
        const query = token === '-' ? '' : `?token=${token}`;
        this.ws = new WebSocket(`ws://localhost:${port}/api/ws${query}`);
        this.ws.onopen = () => {
            this.failures = 0;
            this.tell('connection', { status: 'connected' });
        };
        this.ws.onmessage = (event) => {
            const message = JSON.parse(event.data);
            const key = generation === 'first' ? message.event || message.type : message.type || message.event;
            console.log('message', message.type, message.event ?? '-');
            if (key !== 'connection')
                this.tell(key, message);
        };
        this.ws.onerror = () => this.tell('error', {});
        this.ws.onclose = (event) => {
            this.tell('connection', { status: `disconnected ${event.code}` });
            if (++this.failures <= most)
                setTimeout(() => this.connect(), 3000 / faster);
            else
                console.log('gave up');
        };
    },
    send(message) {
        this.ws.send(JSON.stringify(message));
    },
};

service.on('connection', ({ status }) => console.log('connection', status));
service.on('error', () => console.log('error'));
for (const name of ['task_created', 'task_updated', 'task_deleted', 'daily_work_created', 'monthly_task_created',
    'tasks', 'daily_works', 'monthly_tasks']) {
    service.on(name, (message) => console.log('heard', name, message.type, message.data.id, message.data.name ?? '-'));
}
// A component that has gone hears nothing more.
const gone = () => console.log('heard by the gone');
service.on('task_created', gone);
service.off('task_created', gone);
service.connect();
readline.createInterface({ input: process.stdin })
    .on('line', (line) => service.send(JSON.parse(line)))
    .on('close', () => process.exit(0));
