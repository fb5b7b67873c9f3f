// SPDX-License-Identifier: GPL-3.0-or-later
//
// Named pollers for the plant's pages:
//
//   const poller = window.AjaxPollers.create('worktime', '/employees/api/worktime-polling/', {
//       interval: 5000,                    // ms between the end of one request and the next
//       onUpdate: (json) => { … },         // the whole answer, when its "success" is true
//       onError: (reason) => { … },        // the answer's "error", or what went wrong
//   });
//   poller.start();
//
// The first request goes out at once. A request is never sent while one is under way.
(function () {
    'use strict';

    const DEFAULT_INTERVAL_MS = 5000;

    class AjaxPoller {
        constructor(url, options) {
            this.url = url;
            this.interval = options.interval || DEFAULT_INTERVAL_MS;
            this.onUpdate = options.onUpdate || (() => {});
            this.onError = options.onError || (() => {});
            this.running = false;
            this.timer = null;
            this.round = 0; // answers to requests from before the last stop() are not for us any more
        }

        start() {
            if (this.running)
                return;
            this.running = true;
            this.round += 1;
            this.poll(this.round);
        }

        stop() {
            this.running = false;
            clearTimeout(this.timer);
            this.timer = null;
        }

        async poll(round) {
            try {
                const response = await fetch(this.url, {
                    method: 'GET',
                    headers: { 'X-Requested-With': 'XMLHttpRequest' },
                    credentials: 'same-origin',
                });
                if (!response.ok)
                    throw new Error(`HTTP ${response.status}: ${response.statusText}`);
                const json = await response.json();
                if (this.isCurrent(round)) {
                    if (json.success)
                        this.onUpdate(json);
                    else
                        this.onError(json.error || 'Unknown error');
                }
            } catch (error) {
                if (this.isCurrent(round))
                    this.onError(error);
            }
            if (this.isCurrent(round))
                this.timer = setTimeout(() => this.poll(round), this.interval);
        }

        isCurrent(round) {
            return this.running && this.round === round;
        }
    }

    const AjaxPollers = {
        active: {},

        /** Makes a poller, not yet started; one of the same name is stopped and replaced. */
        create(name, url, options = {}) {
            this.stop(name);
            this.active[name] = new AjaxPoller(url, options);
            return this.active[name];
        },

        start(name) {
            if (this.active[name])
                this.active[name].start();
        },

        stop(name) {
            if (this.active[name])
                this.active[name].stop();
        },

        stopAll() {
            Object.keys(this.active).forEach((name) => this.stop(name));
        },
    };

    window.AjaxPollers = AjaxPollers;
    window.addEventListener('beforeunload', () => AjaxPollers.stopAll());
})();
