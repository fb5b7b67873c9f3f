// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include "link/linkstatus.h"
#include "protocol/auth.h"

#include <QAbstractButton>
#include <QWidget>

#include <optional>

class QToolButton;

namespace ui {

class ElidedLabel;
class Freshness;

/// The link in shape, words and colour; a click opens its details.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit LinkButton(QWidget* parent = nullptr);

    void setSign(const Sign& sign);
    const Sign& sign() const { return m_sign; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Sign m_sign;
};

/// The one line that never scrolls away: link, age of the data, what is not sent, company and branch,
/// clock, user.
class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    StatusStrip(const Freshness& freshness, QWidget* parent = nullptr);

    void setLink(const client::LinkStatus& link);
    void setMe(const std::optional<protocol::Me>& me);
    /// How many writes wait for the link, and how many the server did not take.
    void setOutbox(int waiting, int refused);
    /// A moment until which sounds are off; invalid: they are on.
    void setMutedUntil(const QDateTime& until);

    LinkButton& linkButton() { return *m_link; }
    /// «2 не отправлено»; hidden when everything is with the server.
    QToolButton& outboxButton() { return *m_outbox; }
    QString ageText() const;
    QString clockText() const;
    QString placeText() const;

signals:
    void linkClicked();
    void outboxClicked();
    void userClicked();
    void muteClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void applyMetrics();

    const Freshness& m_freshness;
    client::LinkStatus m_status;
    std::optional<protocol::Me> m_me;
    QDateTime m_mutedUntil;
    LinkButton* m_link;
    ElidedLabel* m_age;
    QToolButton* m_outbox;
    ElidedLabel* m_place;
    QToolButton* m_mute;
    ElidedLabel* m_clock;
    QToolButton* m_user;
};

} // namespace ui
