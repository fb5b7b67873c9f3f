// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/devices.h"
#include "dialects/factory/endpoints.h"
#include "dialects/factory/login.h"
#include "dialects/factory/sockets.h"

namespace dialects {

/// The factory's wire (contracts.md A, specs/factory-polling.md): its devices, its pages' endpoints,
/// its sockets. Made before the server starts; the executor must have stopped before it goes.
///
/// The composition root gives the guard three dialects: FactoryPage and FactorySocket with cookies,
/// FactoryDevice without, refusing as refusePage(), refuseSocket() and refuseDevice() do.
class Factory final
{
public:
    /// executor and clock must outlive it.
    Factory(domain::Executor& executor, const base::Clock& clock, FactoryConfig config, LogIn logIn);

    /// otherForm: of those who share POST /login/ with it.
    void addTo(net::Router& router, OtherLoginForm otherForm = {});
    /// A CommitListener's work; before any other listener tells of the commit.
    void committed(const domain::CommittedBatch& batch);
    /// Before the server stops.
    void stop();

private:
    const FactoryConfig m_config;
    HotAnswers m_hot;
    const FactoryContext m_context;
    LogIn m_logIn;
    DeviceEndpoints m_devices;
    FactorySockets m_sockets;
};

} // namespace dialects
