// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/factory.h"

#include "dialects/factory/pages.h"

namespace dialects {

Factory::Factory(domain::Executor& executor, const base::Clock& clock, FactoryConfig config, LogIn logIn)
    : m_config(std::move(config))
    , m_hot(executor, clock)
    , m_context{executor, clock, m_config, m_hot}
    , m_logIn(std::move(logIn))
    , m_devices(m_context)
    , m_sockets(m_context)
{
}

void Factory::addTo(net::Router& router, OtherLoginForm otherForm)
{
    m_devices.addTo(router);
    addLogin(router, m_logIn, std::move(otherForm));
    addPages(router, m_context);
    addPolling(router, m_context);
    addEmployees(router, m_context);
    addWorktimeForms(router, m_context);
    addSecurity(router, m_context);
    addLohia(router, m_context);
    m_sockets.addTo(router);
}

void Factory::committed(const domain::CommittedBatch& batch)
{
    m_hot.committed(batch); // first: what the sockets read must not be from before
    m_sockets.committed(batch);
}

void Factory::stop()
{
    m_sockets.stop();
}

} // namespace dialects
