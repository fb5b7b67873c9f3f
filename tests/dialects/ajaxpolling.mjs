// SPDX-License-Identifier: GPL-3.0-or-later
// The polling module against contracts.md A7, with a browser's parts made of nothing: fetch answers
// what the test says, time passes when the test says.
// Run: node ajaxpolling.mjs <path of ajax-polling.js>
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const source = readFileSync(process.argv[2], 'utf8');

function browser(answer) {
    const unload = [];
    const timers = new Map();
    let lastTimer = 0;
    const calls = [];
    const window = { addEventListener: (type, run) => type === 'beforeunload' && unload.push(run) };
    const context = {
        window,
        fetch: (url, options) => {
            calls.push({ url, options });
            return answer(calls.length);
        },
        setTimeout: (run, ms) => {
            timers.set(++lastTimer, { run, ms });
            return lastTimer;
        },
        clearTimeout: (id) => timers.delete(id),
        Error,
    };
    vm.runInNewContext(source, context);
    return {
        pollers: window.AjaxPollers,
        calls,
        timers,
        leave: () => unload.forEach((run) => run()),
        settle: () => new Promise((resolve) => setImmediate(resolve)),
        async elapse() { // the one timer that waits
            const [[id, timer]] = timers;
            timers.delete(id);
            timer.run();
            await this.settle();
        },
    };
}
const ok = (json) => Promise.resolve({ ok: true, status: 200, json: () => Promise.resolve(json) });

const tests = {
    async 'create does not start, start polls at once'() {
        const page = browser(() => ok({ success: true, data: [1] }));
        const seen = [];
        page.pollers.create('worktime', '/employees/api/worktime-polling/', { onUpdate: (json) => seen.push(json) });
        await page.settle();
        assert.equal(page.calls.length, 0);
        page.pollers.start('worktime');
        assert.equal(page.calls.length, 1);
        await page.settle();
        assert.deepEqual(seen, [{ success: true, data: [1] }]); // the whole answer
        const { url, options } = page.calls[0];
        assert.equal(url, '/employees/api/worktime-polling/');
        assert.equal(options.method, 'GET');
        assert.equal(options.headers['X-Requested-With'], 'XMLHttpRequest');
        assert.equal(options.credentials, 'same-origin');
    },
    async 'the next poll comes an interval after the end of the last'() {
        let answer;
        const page = browser(() => new Promise((resolve) => { answer = resolve; }));
        page.pollers.create('a', '/a/', { interval: 1234 }).start();
        await page.settle();
        assert.equal(page.timers.size, 0); // under way: no overlap
        answer({ ok: true, json: async () => ({ success: true }) });
        await page.settle();
        assert.equal([...page.timers.values()][0].ms, 1234);
        await page.elapse();
        assert.equal(page.calls.length, 2);
    },
    async 'the interval is five seconds by default and does not grow'() {
        const page = browser(() => Promise.reject(new Error('cable')));
        const errors = [];
        page.pollers.create('a', '/a/', { onError: (error) => errors.push(error) }).start();
        for (let i = 0; i < 3; ++i) {
            await page.settle();
            assert.equal([...page.timers.values()][0].ms, 5000);
            await page.elapse();
        }
        assert.equal(errors[0].message, 'cable');
    },
    async 'errors carry their reason'() {
        const answers = [
            { ok: false, status: 503, statusText: 'Busy', json: async () => ({}) },
            { ok: true, json: async () => ({ success: false, error: 'нет данных' }) },
        ];
        const page = browser((call) => Promise.resolve(answers[call - 1]));
        const errors = [];
        page.pollers.create('a', '/a/', { onError: (error) => errors.push(error) }).start();
        await page.settle();
        await page.elapse();
        assert.match(String(errors[0]), /503/);
        assert.equal(errors[1], 'нет данных');
    },
    async 'a poller of the same name replaces the old one'() {
        const page = browser(() => ok({ success: true }));
        page.pollers.create('a', '/old/', {}).start();
        await page.settle();
        page.pollers.create('a', '/new/', {});
        assert.equal(page.timers.size, 0);
        page.pollers.start('a');
        await page.settle();
        assert.deepEqual(page.calls.map((call) => call.url), ['/old/', '/new/']);
        assert.deepEqual(Object.keys(page.pollers.active), ['a']);
    },
    async 'what was asked before a stop is not told after it'() {
        const answers = [];
        const page = browser(() => new Promise((resolve) => answers.push(resolve)));
        const seen = [];
        const poller = page.pollers.create('a', '/a/', { onUpdate: (json) => seen.push(json.data) });
        poller.start();
        poller.stop();
        poller.start();
        answers[0]({ ok: true, json: async () => ({ success: true, data: 'old' }) });
        answers[1]({ ok: true, json: async () => ({ success: true, data: 'new' }) });
        await page.settle();
        assert.deepEqual(seen, ['new']);
        assert.equal(page.timers.size, 1);
    },
    async 'leaving the page stops all'() {
        const page = browser(() => ok({ success: true }));
        page.pollers.create('a', '/a/', {}).start();
        page.pollers.create('b', '/b/', {}).start();
        await page.settle();
        assert.equal(page.timers.size, 2);
        page.leave();
        assert.equal(page.timers.size, 0);
    },
};

for (const [name, test] of Object.entries(tests)) {
    await test();
    console.log(`ok - ${name}`);
}
