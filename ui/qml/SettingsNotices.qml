import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// What this computer tells while no window is open, and when it is quiet.
Section {
    id: notices
    symbol: doings.known && !doings.notifies ? "bell-off" : "bell"
    title: qsTr("Notifications")
    hint: doings.known && !doings.notifies ? qsTr("This computer has no notifications just now, so nothing is shown. What you choose holds when it has some.") : qsTr("They say who wrote, never what. While you look at this window, there are none.")
    visible: doings.known
    Component.onCompleted: doings.refresh()
    Toggle {
        Layout.fillWidth: true
        Layout.leftMargin: -8
        Layout.rightMargin: -8
        text: qsTr("Letters at once")
        detail: checked ? qsTr("Requests to come in and votes that wait for you, too.") : qsTr("They are told with everything else.")
        checked: doings.letters
        onToggled: doings.switch("letters", checked)
    }
    Toggle {
        Layout.fillWidth: true
        Layout.leftMargin: -8
        Layout.rightMargin: -8
        text: qsTr("Everything else once a day")
        detail: qsTr("Posts and answers, in one notification, and only if there are any.")
        checked: doings.digest
        onToggled: doings.switch("digest", checked)
    }
    RowLayout {
        Layout.fillWidth: true
        visible: doings.digest
        spacing: 12
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("At"); color: theme.colours.muted }
        TimeChoice { value: doings.digestTime; Accessible.name: qsTr("When to tell everything else"); onPicked: minute => doings.set_time("digest_minute", minute) }
    }
    Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: theme.colours.border }
    Toggle {
        Layout.fillWidth: true
        Layout.leftMargin: -8
        Layout.rightMargin: -8
        text: qsTr("Quiet hours")
        detail: qsTr("What comes in them is told when they are over.")
        checked: doings.quiet
        onToggled: doings.switch("quiet", checked)
    }
    Repeater {
        model: doings.quiet ? [[qsTr("From", "a time"), qsTr("Quiet from"), "quiet_from"], [qsTr("Until", "a time"), qsTr("Quiet until"), "quiet_until"]] : []
        RowLayout {
            id: end
            required property var modelData
            Layout.fillWidth: true
            spacing: 12
            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: end.modelData[0]; color: theme.colours.muted }
            TimeChoice {
                value: end.modelData[2] === "quiet_from" ? doings.quietFrom : doings.quietUntil
                Accessible.name: end.modelData[1]
                onPicked: minute => doings.set_time(end.modelData[2], minute)
            }
        }
    }
    Said { text: doings.trouble; trouble: true }
}
