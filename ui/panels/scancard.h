// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/access.h"

#include <QWidget>

#include <optional>

namespace ui {

/// The last card read, to be seen from across the gate: in, out or denied, and who.
class ScanCard final : public QWidget
{
    Q_OBJECT
public:
    explicit ScanCard(QWidget* parent = nullptr);

    void setRow(const std::optional<protocol::AccessRow>& row);
    const std::optional<protocol::AccessRow>& row() const { return m_row; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<protocol::AccessRow> m_row;
};

} // namespace ui
