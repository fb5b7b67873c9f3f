// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

#include "core/client.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTranslator>

#include <memory>

namespace ui {
class MainWindow;
}

/// Wires the client to its window. Made once by main().
class Desktop final : public QObject
{
    Q_OBJECT
public:
    /// since: started when the program was, for the time to the first picture.
    Desktop(client::CommandLine line, const QElapsedTimer& since);
    ~Desktop() override;

    void start();

private:
    void translate();
    void openWindow();
    void takePicture();
    void signInFromStdin();
    /// The password was of no use.
    void goOnWithout(client::SignInFailure failure);
    bool eventFilter(QObject* watched, QEvent* event) override;

    client::CommandLine m_line;
    const QElapsedTimer& m_since;
    QTranslator m_words;
    QTranslator m_qtWords;
    client::Client m_client;
    std::unique_ptr<ui::MainWindow> m_window;
    bool m_rowsCame = false;
};
